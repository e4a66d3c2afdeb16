import { compareDigits, compareText, isDigit, isLetter, runEnd } from "./_characters.ts";
import { parseEvr } from "./_evr.ts";

const TILDE = "~";
const CARET = "^";

/** Separators are anything but letters, digits and the two marks that have a meaning of their own. */
const isSeparator = (code: number) =>
  !isDigit(code) && !isLetter(code) && code !== TILDE.charCodeAt(0) && code !== CARET.charCodeAt(0);

/**
 * Compares two versions as rpm does: epoch, version, release (rpm-version(7)), with `~` for what comes before a
 * release and `^` for what comes after. One without release is older than the same with one. Throws RangeError for
 * an empty one or one with white space.
 */
export function compareRpmVersions(a: string, b: string): -1 | 0 | 1 {
  const [one, two] = [parseEvr(a), parseEvr(b)];
  return compareSegments(one.epoch, two.epoch) || compareSegments(one.version, two.version) ||
    compareReleases(one.release, two.release);
}

function compareReleases(a: string | undefined, b: string | undefined): -1 | 0 | 1 {
  if (a === undefined) return b === undefined ? 0 : -1;
  return b === undefined ? 1 : compareSegments(a, b);
}

/** Segments of letters or digits, in turn; separators do not count. */
function compareSegments(a: string, b: string): -1 | 0 | 1 {
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    i = runEnd(a, i, isSeparator);
    j = runEnd(b, j, isSeparator);
    const mark = compareMarks(a[i], b[j]);
    if (mark === "equal") {
      i++;
      j++;
      continue;
    }
    if (mark !== "none") return mark;
    if (i === a.length || j === b.length) break;
    const numeric = isDigit(a.charCodeAt(i));
    const inSegment = numeric ? isDigit : isLetter;
    const [end_a, end_b] = [runEnd(a, i, inSegment), runEnd(b, j, inSegment)];
    if (end_b === j) return numeric ? 1 : -1;
    const [one, two] = [a.slice(i, end_a), b.slice(j, end_b)];
    const order = numeric ? compareDigits(one, two) : compareText(one, two);
    if (order !== 0) return order;
    [i, j] = [end_a, end_b];
  }
  if (i === a.length) return j === b.length ? 0 : -1;
  return 1;
}

/** `~` is older than the end and than all else; `^` is newer than the end and older than all else. */
function compareMarks(a: string | undefined, b: string | undefined): -1 | 1 | "equal" | "none" {
  if (a === TILDE || b === TILDE) return a === b ? "equal" : a === TILDE ? -1 : 1;
  if (a !== CARET && b !== CARET) return "none";
  if (a === b) return "equal";
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  return a === CARET ? -1 : 1;
}
