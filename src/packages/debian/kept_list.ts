import { FewTexts } from "../few_texts.ts";
import { Packer } from "../index/packed.ts";
import { numberOf, type Stretch, textOf } from "../stretch.ts";
import { buildMark } from "./build_mark.ts";
import type { ListFile } from "./lists.ts";
import { bytesOfKibibytes, sourceOf } from "./package_facts.ts";
import { type ListedField, type ListedPackage, listedPackage } from "./packages_list.ts";
import { type Clause, parseRelations, RELATION_FIELDS, type Relations } from "./relations.ts";
import type { FieldValues, StanzaValues } from "./stanza_values.ts";

/** What one of apt's lists offers, as bytes: as objects a large list would be most of what a build has in memory. */
export class KeptList {
  readonly list: ListFile;
  /** The fields that are kept of each package. */
  readonly fields: readonly ListedField[];
  readonly architectures = new FewTexts();
  readonly #numbers: ReadonlyMap<ListedField, number>;
  /** The values of one package after those of another. */
  readonly #values = new Packer();

  constructor(list: ListFile, fields: readonly ListedField[]) {
    this.list = list;
    this.fields = fields;
    this.#numbers = new Map(fields.map((field, number) => [field, number]));
  }

  /** How many packages it has. */
  get size(): number {
    return this.#values.size / this.fields.length;
  }

  /** Adds a package, of which exactly these fields were read, in this order. */
  add(values: StanzaValues<ListedField>): void {
    values.addTo(this.#values);
  }

  /** The package of that number, in the order in which they were added, from 0. */
  at(number: number): KeptPackage {
    return new KeptPackage(this, number);
  }

  /** A value of the package of that number; nothing where it is not kept. */
  stretch(number: number, field: ListedField): Stretch {
    const place = this.#numbers.get(field);
    return this.#values.at(place === undefined ? this.#values.size : number * this.fields.length + place);
  }
}

/** A package of a kept list; what it says is decoded when it is asked for. */
export class KeptPackage implements FieldValues<ListedField> {
  readonly kept: KeptList;
  readonly #number: number;

  constructor(kept: KeptList, number: number) {
    this.kept = kept;
    this.#number = number;
  }

  get name(): string {
    return this.text("Package");
  }

  get version(): string {
    return this.text("Version");
  }

  get architecture(): string {
    return this.kept.architectures.of(this.stretch("Architecture"));
  }

  /** What it was built from. */
  get source(): ListedPackage["source"] {
    return sourceOf(this.text("Source"), this.name, this.version);
  }

  /** On disk, bytes; null where the list does not say. */
  get installed_bytes(): number | null {
    return bytesOfKibibytes(this.number("Installed-Size"));
  }

  /** Size of the .deb, bytes; null where the list does not say. */
  get download_bytes(): number | null {
    return this.number("Size");
  }

  /** Part of all hosts that get it now (Ubuntu); null: all. */
  get phased_percent(): number | null {
    return this.number("Phased-Update-Percentage");
  }

  /** Whether its relations besides Depends are kept, too. */
  get has_relations(): boolean {
    return this.kept.fields.includes("Conflicts");
  }

  stretch(field: ListedField): Stretch {
    return this.kept.stretch(this.#number, field);
  }

  text(field: ListedField): string {
    return textOf(this.stretch(field));
  }

  /** A field that holds a count; null where it is not there. */
  number(field: ListedField): number | null {
    const number = numberOf(this.stretch(field));
    return Number.isNaN(number) ? null : number;
  }

  /** All that is said of it but its relations. */
  facts(): ListedPackage {
    const values = Object.fromEntries(this.kept.fields.map((field) => [field, this.text(field)]));
    return listedPackage(this.kept.list.path, { line: 0, values });
  }

  /** The relations that an upgrade must heed; a field that cannot be read counts for none. */
  relations(): Relations {
    const texts = RELATION_FIELDS.map((field) => [field, this.text(field)] as const);
    return Object.fromEntries(
      texts.flatMap(([field, text]) => text === "" ? [] : [[field, readable(text)]]),
    );
  }

  /** What tells it from other builds of its version; undefined where what it takes is not kept. */
  mark(): number | undefined {
    if (!this.has_relations) return undefined;
    return buildMark(
      this.facts(),
      Object.fromEntries(RELATION_FIELDS.map((field) => [field, this.text(field)])),
    );
  }
}

function readable(text: string): Clause[] {
  try {
    return parseRelations(text);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}
