import { editDistance } from "../../core/nearest.ts";
import type { Columns } from "./columns.ts";
import { gramsOf } from "./grams.ts";
import { lowerBound, termText } from "./terms.ts";

/** Shortest word that may be a slip; anything is near a shorter one. */
const MIN_LENGTH = 4;
/** From this length on a word may have two slips. */
const LONG = 8;
/** Terms that are compared letter by letter: those that share most pairs of letters. */
const MAX_COMPARED = 128;
/** Words that one may have been meant to be. */
const MAX_MEANT = 3;

/** The words that somebody most likely meant by one that is hardly found, the likeliest first. */
export function nearTerms(columns: Columns, word: string): string[] {
  if (word.length < MIN_LENGTH) return [];
  const slips = word.length < LONG ? 1 : 2;
  return [...new Set([...swapped(columns, word), ...likeliest(columns, word, slips)])]
    .flatMap((term) => {
      const text = termText(columns, term);
      const edits = editDistance(word, text, slips);
      return edits === 0 || edits > slips ? [] : [{ text, edits, uses: usesOf(columns, term) }];
    })
    .sort((a, b) => a.edits - b.edits || b.uses - a.uses)
    .slice(0, MAX_MEANT)
    .map(({ text }) => text);
}

/**
 * Terms that are the word with two neighbours in each other's place: in a short word that spoils so many pairs of
 * letters that hundreds of terms share more.
 */
function swapped(columns: Columns, word: string): number[] {
  return Array.from(word.slice(1), (letter, at) => {
    const meant = `${word.slice(0, at)}${letter}${word[at]}${word.slice(at + 2)}`;
    const term = lowerBound(columns, meant);
    return termText(columns, term) === meant ? [term] : [];
  }).flat();
}

/** Terms of about that length, those that share most pairs of letters with the word first. */
function likeliest({ length_at, gram_at, gram_terms }: Columns, word: string, slips: number): number[] {
  const lengthStart = (length: number) => length_at[Math.min(length, length_at.length - 1)] ?? 0;
  const from = lengthStart(word.length - slips);
  const to = lengthStart(word.length + slips + 1);
  const shared = new Uint8Array(Math.max(0, to - from));
  const needle = new TextEncoder().encode(word);
  const pairs = Math.min(needle.length - 1, 255);
  for (let at = 0; at < pairs; at++) {
    const grams = gramsOf(needle, at, 2);
    const end = gram_at[grams.to] ?? 0;
    for (let index = gram_at[grams.from] ?? 0; index < end; index++) {
      const place = (gram_terms[index] ?? 0) - from;
      if (place >= 0 && place < shared.length) shared[place] = (shared[place] ?? 0) + 1;
    }
  }
  const found: number[] = [];
  // A slip of two letters that changed places spoils three pairs.
  for (let count = pairs + slips; count >= Math.max(1, pairs - 3 * slips); count--) {
    for (let place = shared.indexOf(count); place >= 0; place = shared.indexOf(count, place + 1)) {
      if (found.push(from + place) === MAX_COMPARED) return found;
    }
  }
  return found;
}

/** How much a term is used: the name of a package counts more than any number of mentions. */
function usesOf({ named_at, described_at, described }: Columns, term: number): number {
  const names = (named_at[term + 1] ?? 0) - (named_at[term] ?? 0);
  const mentions = (described_at[term + 1] ?? 0) - (described_at[term] ?? 0);
  return names > 0 ? described.length + mentions : mentions;
}
