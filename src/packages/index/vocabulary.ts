import type { Columns } from "./columns.ts";
import { gramAt, GRAMS } from "./grams.ts";
import { type Grouped, Groups, summed } from "./grouped.ts";
import { packed } from "./packed.ts";
import type { IndexRow } from "./row.ts";

/** Longest term, characters; of a longer word only its beginning is found. */
const MAX_TERM = 255;

/** The columns that are made of terms. */
export type TermColumns = Pick<
  Columns,
  "terms" | "term_at" | "length_at" | "named_at" | "described_at" | "described" | "gram_at" | "gram_terms"
>;

/** The columns of terms, and the rows in the order in which they refer to them. */
export interface Vocabulary {
  readonly rows: readonly IndexRow[];
  readonly columns: TermColumns;
}

/** Collects the names and the words of the descriptions, and puts terms and rows in order. */
export function makeVocabulary(found: readonly IndexRow[]): Vocabulary {
  const collected = new Map<string, number>();
  const idOf = (word: string): number => {
    const text = word.length > MAX_TERM ? word.slice(0, MAX_TERM) : word;
    const known = collected.get(text);
    if (known !== undefined) return known;
    collected.set(text, collected.size);
    return collected.size - 1;
  };
  const names = Uint32Array.from(found, (row) => idOf(row.name.toLowerCase()));
  const words = wordsOf(found, idOf);

  const sorted = sortedByLength([...collected.keys()]);
  const places = new Uint32Array(sorted.length);
  sorted.forEach((text, place) => places[collected.get(text) ?? 0] = place);

  const named = namedBy(names, places);
  const described = describedBy(words, named.values, places);
  const { bytes: terms, at: term_at } = packed(sorted);
  const grams = gramsOfTerms(terms, term_at);
  return {
    rows: Array.from(named.values, (row) => found[row]).filter((row) => row !== undefined),
    columns: {
      terms,
      term_at,
      length_at: lengthsOf(sorted),
      named_at: named.at,
      described_at: described.at,
      described: described.values,
      gram_at: grams.at,
      gram_terms: grams.values,
    },
  };
}

/** The ids of words, row after row, and where each row's begin. */
interface Words {
  readonly ids: readonly number[];
  readonly at: Uint32Array;
}

/** The words of descriptions: whatever stands between spaces. */
function wordsOf(rows: readonly IndexRow[], idOf: (word: string) => number): Words {
  const ids: number[] = [];
  const at = new Uint32Array(rows.length + 1);
  for (const [row, { description }] of rows.entries()) {
    for (const word of description.toLowerCase().split(" ")) if (word !== "") ids.push(idOf(word));
    at[row + 1] = ids.length;
  }
  return { ids, at };
}

/** For each term the rows of that name. */
function namedBy(names: Uint32Array, places: Uint32Array): Grouped {
  const groups = new Groups(places.length, names.length);
  for (let row = 0; row < names.length; row++) groups.add(places[names[row] ?? 0] ?? 0, row);
  return groups.grouped();
}

/** For each term the rows, by their places in the order, whose descriptions have it. */
function describedBy({ ids, at }: Words, order: Uint32Array, places: Uint32Array): Grouped {
  const groups = new Groups(places.length, ids.length);
  for (let row = 0; row < order.length; row++) {
    const found = order[row] ?? 0;
    const end = at[found + 1] ?? 0;
    for (let index = at[found] ?? 0; index < end; index++) groups.add(places[ids[index] ?? 0] ?? 0, row);
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

function sortedByLength(texts: readonly string[]): string[] {
  const by_length: string[][] = [];
  for (const text of texts) (by_length[text.length] ??= []).push(text);
  return by_length.flatMap((group) => group.sort());
}

function lengthsOf(sorted: readonly string[]): Uint32Array {
  const longest = sorted.at(-1)?.length ?? 0;
  const at = new Uint32Array(longest + 2);
  for (const text of sorted) at[text.length + 1] = (at[text.length + 1] ?? 0) + 1;
  return summed(at);
}
