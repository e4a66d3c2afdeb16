import { compareDigits, compareText, isDigit, isLetter, runEnd } from "./_characters.ts";
import { parseEvr } from "./_evr.ts";

const isSeparator = (code: number) => !isDigit(code) && !isLetter(code);

/**
 * Compares two versions as pacman does: epoch, pkgver, and pkgrel where both have one (vercmp(8)). Throws
 * RangeError for an empty one or one with white space, which no package may have (PKGBUILD(5)).
 */
export function comparePacmanVersions(a: string, b: string): -1 | 0 | 1 {
  const [one, two] = [parseEvr(a), parseEvr(b)];
  return compareSegments(one.epoch, two.epoch) || compareSegments(one.version, two.version) ||
    (one.release === undefined || two.release === undefined ? 0 : compareSegments(one.release, two.release));
}

/** Segments of letters or digits, in turn; a separator counts by its length only. */
function compareSegments(a: string, b: string): -1 | 0 | 1 {
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const [from_a, from_b] = [runEnd(a, i, isSeparator), runEnd(b, j, isSeparator)];
    const [gap_a, gap_b] = [from_a - i, from_b - j];
    [i, j] = [from_a, from_b];
    if (i === a.length || j === b.length) break;
    if (gap_a !== gap_b) return gap_a < gap_b ? -1 : 1;
    const numeric = isDigit(a.charCodeAt(i));
    const inSegment = numeric ? isDigit : isLetter;
    const [end_a, end_b] = [runEnd(a, i, inSegment), runEnd(b, j, inSegment)];
    if (end_b === j) return numeric ? 1 : -1;
    const [one, two] = [a.slice(i, end_a), b.slice(j, end_b)];
    const order = numeric ? compareDigits(one, two) : compareText(one, two);
    if (order !== 0) return order;
    [i, j] = [end_a, end_b];
  }
  return compareRests(a, i, b, j);
}

/** What is left of one when the other has ended: letters are a pre-release, anything else is newer. */
function compareRests(a: string, i: number, b: string, j: number): -1 | 0 | 1 {
  if (i === a.length && j === b.length) return 0;
  const a_older = i === a.length ? !isLetter(b.charCodeAt(j)) : isLetter(a.charCodeAt(i));
  return a_older ? -1 : 1;
}
