import type { PackageInfo, PackageSummary } from "../../contract/mod.ts";
import type { Columns } from "./columns.ts";
import type { IndexFile } from "./open.ts";
import { type PackageKey, RowReader } from "./row_reader.ts";
import { type FoundRows, type Position, RowSearch } from "./search.ts";
import { PLACES, visitTerms } from "./terms.ts";

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
  const rows = new RowReader(columns, file.groups);
  let explicit: readonly PackageSummary[] | undefined;

  const find = (words: readonly string[], { after, limit }: PageOptions<SearchPlace>): FoundRows => {
    const position: Position | null = after === null ? null : { rank: after.rank, row: rows.placeOf(after) };
    return finder.rows(words, { after: position, limit });
  };
  const page = ({ rows: found, total, next }: FoundRows): PackagePage<SearchPlace> => {
    const items = found.map((row) => rows.summary(row));
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
      return [...found].sort((a, b) => a - b).slice(0, limit).map((row) => rows.summary(row).name);
    },
    info(name, architecture) {
      const known = rows.named(name).map((row) => ({ row, ...rows.summary(row) }))
        .filter((found) => found.name === name);
      const chosen = architecture === undefined
        ? known.find(({ installed }) => installed) ?? known[0]
        : known.find((found) => found.architecture === architecture);
      if (chosen === undefined) return null;
      const { row, ...summary } = chosen;
      const details = file.details(columns.details_at[row] ?? 0, columns.details_at[row + 1] ?? 0);
      return {
        ...summary,
        ...details,
        held: rows.has(row, "held"),
        depends: [...details.depends],
        tags: [...details.tags],
        architectures: known.map((found) => found.architecture),
      };
    },
    explicit({ after, limit }) {
      explicit ??= rows.having("manual").map((row) => rows.summary(row)).sort(byKey);
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

function keyOf({ name, architecture, source }: PackageSummary): PackageKey {
  return { name, architecture, source };
}

function byKey(a: PackageKey, b: PackageKey): number {
  for (const member of ["name", "architecture", "source"] as const) {
    if (a[member] !== b[member]) return a[member] < b[member] ? -1 : 1;
  }
  return 0;
}
