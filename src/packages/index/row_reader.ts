import type { PackageSummary } from "../../contract/mod.ts";
import { type Columns, FLAGS, type Group } from "./columns.ts";
import { lowerBound } from "./terms.ts";

/** A package of one architecture, told apart from all others also in the next index. */
export type PackageKey = Pick<PackageSummary, "name" | "architecture" | "source">;

/** The rows of an index as packages. */
export class RowReader {
  readonly #columns: Columns;
  readonly #groups: readonly Group[];
  readonly #decoder = new TextDecoder();

  constructor(columns: Columns, groups: readonly Group[]) {
    this.#columns = columns;
    this.#groups = groups;
  }

  /** What a search shows of a row. */
  summary(row: number): PackageSummary {
    const { text, text_at, groups } = this.#columns;
    const own = this.#decoder.decode(text.subarray(text_at[row], text_at[row + 1]));
    const [name = "", version = "", description = ""] = own.split("\n");
    const group = this.#groups[groups[row] ?? 0];
    return {
      name,
      architecture: group?.architecture ?? "",
      version,
      description,
      source: group?.manager ?? "",
      installed: this.has(row, "installed"),
      manual: this.has(row, "manual"),
      upgradable: this.has(row, "upgradable"),
    };
  }

  /** Whether a row has a flag. */
  has(row: number, flag: keyof typeof FLAGS): boolean {
    return ((this.#columns.flags[row] ?? 0) & FLAGS[flag]) !== 0;
  }

  /** The rows that have a flag. */
  having(flag: keyof typeof FLAGS): number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.#columns.flags.length; row++) {
      if (this.has(row, flag)) rows.push(row);
    }
    return rows;
  }

  /** The rows of a name, in any case. */
  named(name: string): number[] {
    const rows: number[] = [];
    for (let row = this.#firstOf(name); this.#isNamed(row, name); row++) rows.push(row);
    return rows;
  }

  /** The row of a package, or the one before the place where it would stand. */
  placeOf({ name, architecture, source }: PackageKey): number {
    return this.named(name).find((row) => {
      const found = this.summary(row);
      return found.architecture === architecture && found.source === source;
    }) ?? this.#firstOf(name) - 1;
  }

  /** The first row of a name, or the one that would follow it. */
  #firstOf(name: string): number {
    const { named_at, flags } = this.#columns;
    return named_at[lowerBound(this.#columns, name.toLowerCase())] ?? flags.length;
  }

  #isNamed(row: number, name: string): boolean {
    return row < this.#columns.flags.length && this.summary(row).name.toLowerCase() === name.toLowerCase();
  }
}
