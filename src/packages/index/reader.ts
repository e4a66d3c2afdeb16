import type { PackageInfo, PackageSummary } from "../../contract/mod.ts";
import { type Columns, FLAGS } from "./columns.ts";
import type { IndexFile } from "./open.ts";
import { type FoundRows, type Position, RowSearch } from "./search.ts";
import { lowerBound, PLACES, visitTerms } from "./terms.ts";

/** A package of one architecture, told apart from all others also in the next index. */
export type PackageKey = Pick<PackageSummary, "name" | "architecture" | "source">;

/** Where a page of a search ends. */
export interface SearchPlace extends PackageKey {
  readonly rank: number;
}

/** A page of packages. */
export interface PackagePage<P> {
  readonly items: PackageSummary[];
  readonly total: number;
  /** Where the next page begins; null on the last. */
  readonly next: P | null;
}

/** What a page is asked for. */
export interface PageOptions<P> {
  readonly after: P | null;
  readonly limit: number;
}

/** An index that is searched. */
export interface IndexReader {
  /** Packages that have every word, which are in lower case: {@link IndexReader.find}, and what it found. */
  search(words: readonly string[], options: PageOptions<SearchPlace>): PackagePage<SearchPlace>;
  /** The same as rows of this index, which are small enough to be kept. */
  find(words: readonly string[], options: PageOptions<SearchPlace>): FoundRows;
  /** What {@link IndexReader.find} found. */
  page(found: FoundRows): PackagePage<SearchPlace>;
  /** Names that begin so, in any case, the shortest first. */
  suggest(prefix: string, limit: number): string[];
  /** The package of a name and an architecture, the preferred one where that is not given; null: there is none. */
  info(name: string, architecture?: string): PackageInfo | null;
  /** Packages that somebody asked for, by name. */
  explicit(options: PageOptions<PackageKey>): PackagePage<PackageKey>;
}

/** Makes an index searchable. `info` reads from the file, which must stay open. */
export function createIndexReader(
  file: Pick<IndexFile, "groups" | "details">,
  columns: Columns,
): IndexReader {
  const finder = new RowSearch(columns);
  const decoder = new TextDecoder();
  const has = (row: number, flag: keyof typeof FLAGS) => ((columns.flags[row] ?? 0) & FLAGS[flag]) !== 0;

  const summary = (row: number): PackageSummary => {
    const text = decoder.decode(columns.text.subarray(columns.text_at[row], columns.text_at[row + 1]));
    const [name = "", version = "", description = ""] = text.split("\n");
    const group = file.groups[columns.groups[row] ?? 0];
    return {
      name,
      architecture: group?.architecture ?? "",
      version,
      description,
      source: group?.manager ?? "",
      installed: has(row, "installed"),
      manual: has(row, "manual"),
      upgradable: has(row, "upgradable"),
    };
  };

  /** Rows of a name, in any case, and the first row after them. */
  const rowsOf = (name: string): { from: number; to: number } => {
    const term = lowerBound(columns, name.toLowerCase());
    const from = columns.named_at[term] ?? columns.flags.length;
    let to = from;
    while (to < columns.flags.length && summary(to).name.toLowerCase() === name.toLowerCase()) to++;
    return { from, to };
  };

  /** The row of a package, or the one before the place where it would stand. */
  const placeOf = ({ name, architecture, source }: PackageKey): number => {
    const { from, to } = rowsOf(name);
    for (let row = from; row < to; row++) {
      const found = summary(row);
      if (found.architecture === architecture && found.source === source) return row;
    }
    return from - 1;
  };

  const keyOf = ({ name, architecture, source }: PackageSummary): PackageKey => ({
    name,
    architecture,
    source,
  });
  let explicit: readonly PackageSummary[] | undefined;

  const find = (words: readonly string[], { after, limit }: PageOptions<SearchPlace>): FoundRows => {
    const position: Position | null = after === null ? null : { rank: after.rank, row: placeOf(after) };
    return finder.rows(words, { after: position, limit });
  };
  const page = ({ rows, total, next }: FoundRows): PackagePage<SearchPlace> => {
    const items = rows.map(summary);
    const last = items.at(-1);
    return {
      items,
      total,
      next: next === null || last === undefined ? null : { rank: next.rank, ...keyOf(last) },
    };
  };

  return {
    search: (words, options) => page(find(words, options)),
    find,
    page,
    suggest(prefix, limit) {
      const found = new Set<number>();
      visitTerms(columns, new TextEncoder().encode(prefix.toLowerCase()), (term, place) => {
        const begins = place === PLACES.whole || place === PLACES.start;
        const row = columns.named_at[term] ?? 0;
        if (begins && row !== columns.named_at[term + 1]) found.add(row);
      });
      return [...found].sort((a, b) => a - b).slice(0, limit).map((row) => summary(row).name);
    },
    info(name, architecture) {
      const { from, to } = rowsOf(name);
      const rows = Array.from(
        { length: to - from },
        (_, index) => ({ row: from + index, ...summary(from + index) }),
      )
        .filter((found) => found.name === name);
      const chosen = architecture === undefined
        ? rows.find(({ installed }) => installed) ?? rows[0]
        : rows.find((found) => found.architecture === architecture);
      if (chosen === undefined) return null;
      const { row, ...known } = chosen;
      const details = file.details(columns.details_at[row] ?? 0, columns.details_at[row + 1] ?? 0);
      return {
        ...known,
        ...details,
        held: has(row, "held"),
        depends: [...details.depends],
        tags: [...details.tags],
        architectures: rows.map((found) => found.architecture),
      };
    },
    explicit({ after, limit }) {
      explicit ??= manualRows(columns).map(summary).sort(byKey);
      const rest = after === null ? explicit : explicit.filter((found) => byKey(found, after) > 0);
      const items = rest.slice(0, limit);
      const last = items.at(-1);
      return {
        items,
        total: explicit.length,
        next: last !== undefined && items.length < rest.length ? keyOf(last) : null,
      };
    },
  };
}

function manualRows({ flags }: Columns): number[] {
  const rows: number[] = [];
  flags.forEach((flag, row) => {
    if ((flag & FLAGS.manual) !== 0) rows.push(row);
  });
  return rows;
}

function byKey(a: PackageKey, b: PackageKey): number {
  for (const member of ["name", "architecture", "source"] as const) {
    if (a[member] !== b[member]) return a[member] < b[member] ? -1 : 1;
  }
  return 0;
}
