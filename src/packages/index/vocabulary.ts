import type { Columns } from "./columns.ts";
import { gramAt, GRAMS } from "./grams.ts";
import { type Grouped, Groups } from "./grouped.ts";
import type { Packed } from "./packed.ts";
import { TermTable } from "./term_table.ts";

/** Longest term, bytes; of a longer word only its beginning is found. */
const MAX_TERM = 255;
const SPACE = 32;

/** The columns that are made of terms. */
export type TermColumns = Pick<
  Columns,
  "terms" | "term_at" | "length_at" | "named_at" | "described_at" | "described" | "gram_at" | "gram_terms"
>;

/** The columns of terms, and the order of the rows to which they refer. */
export interface Vocabulary {
  readonly order: Uint32Array;
  readonly columns: TermColumns;
}

/**
 * Puts the terms of rows in order, and the rows. Of each row the texts are its name and its description, in lower case.
 */
export function makeVocabulary(texts: Packed): Vocabulary {
  const table = new TermTable(texts.bytes);
  const names = new Uint32Array((texts.at.length - 1) / 2);
  for (let row = 0; row < names.length; row++) {
    names[row] = numberOf(table, texts.bytes, texts.at[2 * row] ?? 0, texts.at[2 * row + 1] ?? 0);
  }
  const words = wordsOf(table, texts);

  const { at: length_at, values: sorted } = table.sorted();
  const places = new Uint32Array(sorted.length);
  for (let place = 0; place < sorted.length; place++) places[sorted[place] ?? 0] = place;

  const named = namedBy(names, places);
  const described = describedBy(words, named.values, places);
  const { bytes: terms, at: term_at } = table.packed(sorted);
  const grams = gramsOfTerms(terms, term_at);
  return {
    order: named.values,
    columns: {
      terms,
      term_at,
      length_at,
      named_at: named.at,
      described_at: described.at,
      described: described.values,
      gram_at: grams.at,
      gram_terms: grams.values,
    },
  };
}

/** The terms of descriptions, row after row, and where each row's begin. */
interface Words {
  readonly numbers: Uint32Array;
  readonly at: Uint32Array;
}

/** The words of descriptions, every second of the texts: whatever stands between spaces. */
function wordsOf(table: TermTable, { bytes, at: text_at }: Packed): Words {
  const at = new Uint32Array((text_at.length + 1) / 2);
  // A word has a byte at least, and all but the last of a description a space behind it.
  const numbers = new Uint32Array(Math.ceil(bytes.length / 2) + at.length);
  let count = 0;
  for (let row = 0; row < at.length - 1; row++) {
    const end = text_at[2 * row + 2] ?? 0;
    let start = text_at[2 * row + 1] ?? 0;
    for (let place = start; place <= end; place++) {
      if (place < end && bytes[place] !== SPACE) continue;
      if (place > start) numbers[count++] = numberOf(table, bytes, start, place);
      start = place + 1;
    }
    at[row + 1] = count;
  }
  return { numbers: numbers.subarray(0, count), at };
}

/** The number of a word's term. No character of it is cut in two. */
function numberOf(table: TermTable, bytes: Uint8Array, start: number, end: number): number {
  if (end - start <= MAX_TERM) return table.numberOf(start, end);
  let cut = start + MAX_TERM;
  while (((bytes[cut] ?? 0) & 0xc0) === 0x80) cut--;
  return table.numberOf(start, cut);
}

/** For each term the rows of that name. */
function namedBy(numbers: Uint32Array, places: Uint32Array): Grouped {
  const groups = new Groups(places.length, numbers.length);
  for (let row = 0; row < numbers.length; row++) groups.add(places[numbers[row] ?? 0] ?? 0, row);
  return groups.grouped();
}

/** For each term the rows, by their places in the order, whose descriptions have it. */
function describedBy({ numbers, at }: Words, order: Uint32Array, places: Uint32Array): Grouped {
  const groups = new Groups(places.length, numbers.length);
  for (let row = 0; row < order.length; row++) {
    const found = order[row] ?? 0;
    const end = at[found + 1] ?? 0;
    for (let index = at[found] ?? 0; index < end; index++) {
      groups.add(places[numbers[index] ?? 0] ?? 0, row);
    }
  }
  return groups.grouped();
}

function gramsOfTerms(terms: Uint8Array, term_at: Uint32Array): Grouped {
  const groups = new Groups(GRAMS, terms.length);
  for (let term = 0; term < term_at.length - 1; term++) {
    const end = term_at[term + 1] ?? 0;
    for (let at = term_at[term] ?? 0; at < end; at++) groups.add(gramAt(terms, at, end), term);
  }
  return groups.grouped();
}
