import type { Columns } from "./columns.ts";
import { nearTerms } from "./near.ts";
import { type Place, visitTerms } from "./terms.ts";

/**
 * How well a row fits, the best first, as numbers from 1: exact name, start of the name, start of a word in it,
 * inside it, in the description; then the same for words that are near the one that was asked for.
 */
const [EXACT, IN_DESCRIPTION] = [1, 5];
/** How much worse a row is that fits a word near the one asked for. */
const NEAR = 5;
/** The worst rank. */
const WORST = IN_DESCRIPTION + NEAR;
/** A word that is no name and that fewer rows have is looked for with slips, too. */
const FEW = 10;

/** Where a page ends: the rank and the row of its last item. */
export interface Position {
  readonly rank: number;
  readonly row: number;
}

/** A page of rows. */
export interface FoundRows {
  /** In the order in which they are shown. */
  readonly rows: readonly number[];
  /** How many fit in all. */
  readonly total: number;
  /** The last row where more follow; null on the last page. */
  readonly next: Position | null;
}

/** How well the rows fit. */
interface Ranks {
  /** The rank of each row; 0 where it does not fit. */
  readonly of: Uint8Array;
  /** How many rows have a rank, by rank; the first element says nothing. */
  readonly counts: Uint32Array;
}

/**
 * Rows in which every word is found, in name or description. A row is as good as its worst word; those of one rank
 * come by the length of their names, then by name. Words are in lower case and not empty.
 */
export function searchRows(
  columns: Columns,
  words: readonly string[],
  { after, limit }: { readonly after: Position | null; readonly limit: number },
): FoundRows {
  const ranks = words.map((word) => () => ranksOf(columns, word)).reduce<Ranks | null>(
    (all, next) => all === null ? next() : totalOf(all) === 0 ? all : both(all, next()),
    null,
  ) ?? noRanks(0);
  const total = totalOf(ranks);
  const rows: number[] = [];
  let last: Position | null = null;
  for (let rank = after?.rank ?? 1; rank <= WORST; rank++) {
    let row = after !== null && rank === after.rank ? after.row : -1;
    // To look for a row that is not there takes a walk through all of them.
    for (let left = ranks.counts[rank] ?? 0; left > 0; left--) {
      row = ranks.of.indexOf(rank, row + 1);
      if (row < 0) break; // the others are on the pages before
      if (rows.length === limit) return { rows, total, next: last };
      rows.push(row);
      last = { rank, row };
    }
  }
  return { rows, total, next: null };
}

function noRanks(rows: number): Ranks {
  return { of: new Uint8Array(rows), counts: new Uint32Array(WORST + 1) };
}

function totalOf({ counts }: Ranks): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Rows that fit a word, and, where they are few, those that fit words near it. */
function ranksOf(columns: Columns, word: string): Ranks {
  const ranks = noRanks(columns.flags.length);
  mark(columns, word, ranks, 0);
  if (totalOf(ranks) < FEW && ranks.counts[EXACT] === 0) {
    for (const near of nearTerms(columns, word)) mark(columns, near, ranks, NEAR);
  }
  return ranks;
}

/**
 * Ranks the rows that fit a word, where they have no better rank. A word of one letter is looked for in names only:
 * many descriptions have an article.
 */
function mark(columns: Columns, word: string, { of, counts }: Ranks, worse: number): void {
  const { named_at, described_at, described } = columns;
  const in_descriptions = word.length > 1;
  const put = (row: number, before: number, rank: number): void => {
    of[row] = rank;
    if (before !== 0) counts[before] = (counts[before] ?? 0) - 1;
    counts[rank] = (counts[rank] ?? 0) + 1;
  };
  visitTerms(columns, new TextEncoder().encode(word), (term: number, place: Place) => {
    const names_end = named_at[term + 1] ?? 0;
    for (let row = named_at[term] ?? 0; row < names_end; row++) {
      const before = of[row] ?? 0;
      if (before === 0 || 1 + place + worse < before) put(row, before, 1 + place + worse);
    }
    const end = in_descriptions ? described_at[term + 1] ?? 0 : 0;
    for (let index = described_at[term] ?? 0; index < end; index++) {
      const row = described[index] ?? 0;
      if (of[row] === 0) put(row, 0, IN_DESCRIPTION + worse);
    }
  });
}

/** Rows that fit both, with the worse rank. */
function both(a: Ranks, b: Ranks): Ranks {
  const ranks = noRanks(a.of.length);
  for (let row = 0; row < ranks.of.length; row++) {
    const [one, other] = [a.of[row] ?? 0, b.of[row] ?? 0];
    if (one === 0 || other === 0) continue;
    const worse = Math.max(one, other);
    ranks.of[row] = worse;
    ranks.counts[worse] = (ranks.counts[worse] ?? 0) + 1;
  }
  return ranks;
}
