import type { Columns } from "./columns.ts";
import { gramsOf } from "./grams.ts";

/** Where in a term a needle stands, the best place first. */
export const PLACES = { whole: 0, start: 1, word: 2, inside: 3 } as const;
/** Where in a term a needle stands. */
export type Place = typeof PLACES[keyof typeof PLACES];

const [SPACE, HYPHEN, DOT, UNDERSCORE] = [32, 45, 46, 95];

/**
 * Visits every term that contains the needle, with the best place where it stands. One of two bytes may be visited
 * more than once; one of one byte is only looked for at the start of terms: nearly every term has it somewhere. The
 * needle is in lower case and not empty.
 */
export function visitTerms(
  columns: Columns,
  needle: Uint8Array,
  visit: (term: number, place: Place) => void,
): void {
  const { terms, term_at, gram_terms } = columns;
  if (needle.length === 1) return visitByFirst(columns, needle[0] ?? 0, visit);
  const { from, to } = rarest(columns, needle);
  for (let index = from; index < to; index++) {
    const term = gram_terms[index] ?? 0;
    const place = placeOf(terms, term_at[term] ?? 0, term_at[term + 1] ?? 0, needle);
    if (place !== undefined) visit(term, place);
  }
}

function visitByFirst(
  { terms, term_at }: Columns,
  first: number,
  visit: (term: number, place: Place) => void,
): void {
  for (let term = 0; term < term_at.length - 1; term++) {
    const start = term_at[term] ?? 0;
    if (terms[start] === first) visit(term, term_at[term + 1] === start + 1 ? PLACES.whole : PLACES.start);
  }
}

/** The shortest list of terms, in `gram_terms`, of which every term with the needle must be one. */
function rarest({ gram_at }: Columns, needle: Uint8Array): { from: number; to: number } {
  const count = needle.length < 3 ? 2 : 3;
  let [from, to] = [0, Infinity];
  for (let at = 0; at + count <= needle.length; at++) {
    const grams = gramsOf(needle, at, count);
    const [begin, end] = [gram_at[grams.from] ?? 0, gram_at[grams.to] ?? 0];
    if (end - begin < to - from) [from, to] = [begin, end];
  }
  return { from, to };
}

function placeOf(bytes: Uint8Array, start: number, end: number, needle: Uint8Array): Place | undefined {
  const first = needle[0];
  const last = end - needle.length;
  let found: Place | undefined;
  for (let at = start; at <= last; at++) {
    if (bytes[at] !== first || !standsAt(bytes, at, needle)) continue;
    if (at === start) return at === last ? PLACES.whole : PLACES.start;
    if (endsWord(bytes[at - 1])) return PLACES.word;
    found = PLACES.inside;
  }
  return found;
}

function endsWord(byte: number | undefined): boolean {
  return byte === HYPHEN || byte === UNDERSCORE || byte === DOT || byte === SPACE;
}

function standsAt(bytes: Uint8Array, at: number, needle: Uint8Array): boolean {
  for (let index = 1; index < needle.length; index++) {
    if (bytes[at + index] !== needle[index]) return false;
  }
  return true;
}

/** The first term that does not come before a text of ASCII in lower case; the number of terms where all do. */
export function lowerBound({ terms, term_at, length_at }: Columns, text: string): number {
  const needle = new TextEncoder().encode(text);
  const longest = length_at.length - 1;
  let from = length_at[Math.min(text.length, longest)] ?? 0;
  let to = length_at[Math.min(text.length + 1, longest)] ?? 0;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (comesBefore(terms, term_at[middle] ?? 0, term_at[middle + 1] ?? 0, needle)) from = middle + 1;
    else to = middle;
  }
  return from;
}

function comesBefore(bytes: Uint8Array, start: number, end: number, needle: Uint8Array): boolean {
  for (let index = 0; index < needle.length; index++) {
    const byte = start + index < end ? bytes[start + index] ?? 0 : 0;
    const wanted = needle[index] ?? 0;
    if (byte !== wanted) return byte < wanted;
  }
  return false;
}

/** The text of a term. */
export function termText({ terms, term_at }: Columns, term: number): string {
  return new TextDecoder().decode(terms.subarray(term_at[term], term_at[term + 1]));
}
