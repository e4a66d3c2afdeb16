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

/** The rank of each row; 0 where it does not fit. */
interface Ranks {
  readonly of: Uint8Array;
  /** Rows that fit. */
  readonly total: number;
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
    (all, next) => all === null ? next() : all.total === 0 ? all : both(all, next()),
    null,
  ) ?? { of: new Uint8Array(0), total: 0 };
  const rows: number[] = [];
  let last: Position | null = null;
  for (let rank = after?.rank ?? 1; rank <= WORST; rank++) {
    let row = ranks.of.indexOf(rank, rank === after?.rank ? after.row + 1 : 0);
    for (; row >= 0; row = ranks.of.indexOf(rank, row + 1)) {
      if (rows.length === limit) return { rows, total: ranks.total, next: last };
      rows.push(row);
      last = { rank, row };
    }
  }
  return { rows, total: ranks.total, next: null };
}

/** Rows that fit a word, and, where they are few, those that fit words near it. */
function ranksOf(columns: Columns, word: string): Ranks {
  const of = new Uint8Array(columns.flags.length);
  let total = mark(columns, word, of, 0);
  if (total < FEW && !of.includes(EXACT)) {
    for (const near of nearTerms(columns, word)) total += mark(columns, near, of, NEAR);
  }
  return { of, total };
}

/**
 * Ranks the rows that fit a word, where they have no better rank; gives how many had none. A word of one letter is
 * looked for in names only: many descriptions have an article.
 */
function mark(columns: Columns, word: string, ranks: Uint8Array, worse: number): number {
  const { named_at, described_at, described } = columns;
  const in_descriptions = word.length > 1;
  let marked = 0;
  visitTerms(columns, new TextEncoder().encode(word), (term: number, place: Place) => {
    const names_end = named_at[term + 1] ?? 0;
    for (let row = named_at[term] ?? 0; row < names_end; row++) {
      const before = ranks[row] ?? 0;
      if (before === 0) marked++;
      if (before === 0 || 1 + place + worse < before) ranks[row] = 1 + place + worse;
    }
    const end = in_descriptions ? described_at[term + 1] ?? 0 : 0;
    for (let index = described_at[term] ?? 0; index < end; index++) {
      const row = described[index] ?? 0;
      if (ranks[row] !== 0) continue;
      marked++;
      ranks[row] = IN_DESCRIPTION + worse;
    }
  });
  return marked;
}

/** Rows that fit both, with the worse rank. */
function both(a: Ranks, b: Ranks): Ranks {
  const of = new Uint8Array(a.of.length);
  let total = 0;
  for (let row = 0; row < of.length; row++) {
    const [one, other] = [a.of[row] ?? 0, b.of[row] ?? 0];
    if (one === 0 || other === 0) continue;
    total++;
    of[row] = Math.max(one, other);
  }
  return { of, total };
}
