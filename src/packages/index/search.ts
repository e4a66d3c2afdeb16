import type { Columns } from "./columns.ts";
import { nearTerms } from "./near.ts";
import { Ranks } from "./ranks.ts";
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

/** Searches an index. What it counts in is made once: made for each search it would cost more than many of them. */
export class RowSearch {
  readonly #columns: Columns;
  readonly #all: Ranks;
  readonly #next: Ranks;

  constructor(columns: Columns) {
    this.#columns = columns;
    this.#all = new Ranks(columns.flags.length, WORST);
    this.#next = new Ranks(columns.flags.length, WORST);
  }

  /**
   * Rows in which every word is found, in name or description. A row is as good as its worst word; those of one rank
   * come by the length of their names, then by name. Words are in lower case and not empty.
   */
  rows(
    words: readonly string[],
    page: { readonly after: Position | null; readonly limit: number },
  ): FoundRows {
    const [first, ...others] = words;
    this.#all.clear();
    if (first !== undefined) rankRows(this.#columns, first, this.#all);
    for (const word of others) {
      if (this.#all.total() === 0) break;
      this.#next.clear();
      rankRows(this.#columns, word, this.#next);
      this.#all.and(this.#next);
    }
    return pageOf(this.#all, page);
  }
}

function pageOf(ranks: Ranks, { after, limit }: { after: Position | null; limit: number }): FoundRows {
  const total = ranks.total();
  const rows: number[] = [];
  let last: Position | null = null;
  for (let rank = after?.rank ?? 1; rank <= WORST; rank++) {
    let row = after !== null && rank === after.rank ? after.row : -1;
    // To look for a row that is not there takes a walk through all of them.
    for (let left = ranks.count(rank); left > 0; left--) {
      row = ranks.next(rank, row);
      if (row < 0) break; // the others are on the pages before
      if (rows.length === limit) return { rows, total, next: last };
      rows.push(row);
      last = { rank, row };
    }
  }
  return { rows, total, next: null };
}

/** Ranks the rows that fit a word, and, where they are few, those that fit words near it. */
function rankRows(columns: Columns, word: string, ranks: Ranks): void {
  mark(columns, word, ranks, 0);
  if (ranks.total() >= FEW || ranks.count(EXACT) > 0) return;
  for (const near of nearTerms(columns, word)) mark(columns, near, ranks, NEAR);
}

/**
 * Ranks the rows that fit a word. A word of one letter is looked for in names only: many descriptions have an article.
 */
function mark(columns: Columns, word: string, ranks: Ranks, worse: number): void {
  const { named_at, described_at, described } = columns;
  const in_descriptions = word.length > 1;
  visitTerms(columns, new TextEncoder().encode(word), (term: number, place: Place) => {
    const names_end = named_at[term + 1] ?? 0;
    for (let row = named_at[term] ?? 0; row < names_end; row++) ranks.put(row, EXACT + place + worse);
    const end = in_descriptions ? described_at[term + 1] ?? 0 : 0;
    for (let index = described_at[term] ?? 0; index < end; index++) {
      ranks.put(described[index] ?? 0, IN_DESCRIPTION + worse);
    }
  });
}
