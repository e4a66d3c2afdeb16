import { FLAGS, type Group, type IndexInfo } from "./columns.ts";
import { addRecord, sealRecords } from "./details.ts";
import { type Text, textOf } from "../stretch.ts";
import { Packer } from "./packed.ts";
import type { IndexRow } from "./row.ts";
import { makeVocabulary } from "./vocabulary.ts";
import type { PackageIndex } from "./write.ts";

/** Longest description that is kept, characters; one of fewer bytes has fewer of them. */
const MAX_DESCRIPTION = 512;

/** Parts what a row's text says. */
const NEWLINE = 10;

/** What is known of an index before its rows are counted. */
export type IndexOrigin = Pick<IndexInfo, "built_at_ms" | "fingerprint" | "managers" | "problems">;

/**
 * Makes an index of packages as they come. What is said of one is written down at once, and put in order at the end:
 * all of them as objects would be most of what a build keeps in memory, and the collector of garbage would copy it.
 */
export class IndexMaker {
  readonly #terms = new Packer();
  readonly #text = new Packer();
  readonly #details = new Packer();
  readonly #flags: number[] = [];
  readonly #groups: Group[] = [];
  /** Which of the groups each row is of. */
  readonly #group_of: number[] = [];
  readonly #group_numbers = new Map<string, Map<string, number>>();

  /** Adds a package. Those of one name stay in the order in which they come. */
  add(row: IndexRow): void {
    this.#terms.addLowerCase(row.name);
    this.#terms.addLowerCase(row.description);
    this.#addText(row);
    addRecord(this.#details, row.details);
    this.#flags.push(flagsOf(row));
    this.#group_of.push(this.#groupOf(row));
  }

  /** The index of all that was added. */
  finish(origin: IndexOrigin): PackageIndex {
    const { order, columns } = makeVocabulary(this.#terms.packed());
    const text = this.#text.packed(order);
    const details = this.#details.packed(order);
    sealRecords(details);
    const flags = new Uint8Array(order.length);
    const groups = new Uint16Array(order.length);
    for (let place = 0; place < order.length; place++) {
      const row = order[place] ?? 0;
      flags[place] = this.#flags[row] ?? 0;
      groups[place] = this.#group_of[row] ?? 0;
    }
    return {
      info: { ...origin, ...countsOf(flags) },
      groups: this.#groups,
      columns: {
        flags,
        groups,
        text: text.bytes,
        text_at: text.at,
        details_at: details.at,
        ...columns,
      },
      details: details.bytes,
    };
  }

  #addText({ name, version, description }: IndexRow): void {
    this.#text.writeEnded(name, NEWLINE);
    this.#text.writeEnded(version, NEWLINE);
    this.#text.write(shortened(description));
    this.#text.close();
  }

  #groupOf({ manager, architecture }: IndexRow): number {
    const own = this.#group_numbers.get(manager) ?? new Map<string, number>();
    const known = own.get(architecture);
    if (known !== undefined) return known;
    const number = this.#groups.push({ manager, architecture }) - 1;
    this.#group_numbers.set(manager, own.set(architecture, number));
    return number;
  }
}

function shortened(description: Text): Text {
  if (typeof description !== "string" && description.to - description.from <= MAX_DESCRIPTION) {
    return description;
  }
  return textOf(description).slice(0, MAX_DESCRIPTION).toWellFormed();
}

function flagsOf(row: IndexRow): number {
  return (row.installed ? FLAGS.installed : 0) | (row.manual ? FLAGS.manual : 0) |
    (row.held ? FLAGS.held : 0) | (row.upgradable ? FLAGS.upgradable : 0);
}

function countsOf(flags: Uint8Array): Pick<IndexInfo, "packages" | "installed" | "explicit" | "updates"> {
  const count = (flag: number) => flags.reduce((sum, one) => sum + ((one & flag) === 0 ? 0 : 1), 0);
  return {
    packages: flags.length,
    installed: count(FLAGS.installed),
    explicit: count(FLAGS.manual),
    updates: count(FLAGS.upgradable),
  };
}
