import { gramAt, GRAMS } from "./grams.ts";
import type { Columns } from "./columns.ts";
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
export function makeVocabulary(rows: readonly IndexRow[]): Vocabulary {
  const ids = new Map<string, number>();
  const texts: string[] = [];
  const idOf = (text: string): number => {
    const known = ids.get(text);
    if (known !== undefined) return known;
    ids.set(text, texts.length);
    return texts.push(text) - 1;
  };
  const names = rows.map((row) => idOf(termOf(row.name.toLowerCase())));
  const words = rows.map((row) => wordsOf(row.description, idOf));
  const sorted = sortedByLength(texts);
  const place = new Uint32Array(texts.length);
  sorted.forEach((text, index) => place[ids.get(text) ?? 0] = index);
  const placeOf = (id: number | undefined) => place[id ?? 0] ?? 0;

  const named = countingSort(sorted.length, names, (name, emit) => emit(placeOf(name)));
  const order = [...named.values];
  const described = countingSort(sorted.length, order, (row, emit) => {
    for (const id of words[row] ?? []) emit(placeOf(id));
  });
  const { bytes: terms, at: term_at } = packed(sorted);
  const grams = gramsOfTerms(terms, term_at);
  return {
    rows: order.flatMap((row) => rows[row] ?? []),
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

/** The words of a description as terms, each once: whatever stands between spaces. */
function wordsOf(description: string, idOf: (term: string) => number): number[] {
  const found: number[] = [];
  for (const word of description.toLowerCase().split(" ")) {
    if (word === "") continue;
    const id = idOf(termOf(word));
    if (!found.includes(id)) found.push(id);
  }
  return found;
}

function termOf(word: string): string {
  return word.length > MAX_TERM ? word.slice(0, MAX_TERM) : word;
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

/** For each key where its values begin and where the last one's end, and the values. */
interface Grouped {
  readonly at: Uint32Array;
  readonly values: Uint32Array;
}

/** Groups the places of items by the keys they emit; within a key they ascend. */
function countingSort<T>(
  keys: number,
  items: readonly T[],
  keysOf: (item: T, emit: (key: number) => void) => void,
): Grouped {
  const at = new Uint32Array(keys + 1);
  for (const item of items) keysOf(item, (key) => at[key + 1] = (at[key + 1] ?? 0) + 1);
  summed(at);
  const values = new Uint32Array(at[keys] ?? 0);
  const next = at.slice();
  items.forEach((item, index) => {
    keysOf(item, (key) => {
      const place = next[key] ?? 0;
      values[place] = index;
      next[key] = place + 1;
    });
  });
  return { at, values };
}

function gramsOfTerms(terms: Uint8Array, term_at: Uint32Array): Grouped {
  /** The last visit that met a gram: a gram twice in one term counts once. */
  const last = new Uint32Array(GRAMS);
  let visit = 0;
  const ids = Array.from({ length: term_at.length - 1 }, (_, term) => term);
  const start = (term: number) => term_at[term] ?? 0;
  return countingSort(GRAMS, ids, (term, emit) => {
    const end = start(term + 1);
    visit++;
    for (let at = start(term); at < end; at++) {
      const gram = gramAt(terms, at, end);
      if (last[gram] === visit) continue;
      last[gram] = visit;
      emit(gram);
    }
  });
}

/** Makes counts that stand one place later into where each begins. */
function summed(at: Uint32Array): Uint32Array {
  let sum = 0;
  for (let index = 0; index < at.length; index++) at[index] = sum += at[index] ?? 0;
  return at;
}
