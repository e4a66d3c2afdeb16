import { isDigit, isLetter } from "./_characters.ts";

/** Where the parts of a version stand in its text; nothing is copied, since tens of thousands are compared. */
interface Parts {
  readonly text: string;
  readonly epoch: number;
  /** Where the upstream version begins and ends. */
  readonly start: number;
  readonly hyphen: number;
  /** Where the revision ends; it begins after the hyphen, and is empty where there is none. */
  readonly end: number;
}

/** The largest epoch: dpkg keeps it in a C int. */
const MAX_EPOCH = 2_147_483_647;

/**
 * Compares two versions as dpkg does: epoch, upstream version, revision (Debian policy 5.6.12, deb-version(7)).
 * Throws RangeError for a version that dpkg refuses to compare (empty, embedded space, bad epoch, empty revision);
 * one that it only warns about, as one with an odd character, is compared as dpkg compares it.
 */
export function compareDpkgVersions(a: string, b: string): -1 | 0 | 1 {
  const one = parse(a);
  const two = a === b ? one : parse(b);
  if (one === two) return 0;
  if (one.epoch !== two.epoch) return one.epoch < two.epoch ? -1 : 1;
  const upstream = comparePart(one.text, one.start, one.hyphen, two.text, two.start, two.hyphen);
  return upstream !== 0
    ? upstream
    : comparePart(one.text, one.hyphen + 1, one.end, two.text, two.hyphen + 1, two.end);
}

function parse(version: string): Parts {
  const text = hasBlank(version) ? trimBlanks(version) : version;
  const end = text.length;
  if (end === 0) throw invalid(version, "it is empty");
  const colon = text.indexOf(":");
  const start = colon + 1;
  const epoch = colon < 0 ? 0 : parseEpoch(version, text.slice(0, colon));
  if (start === end) throw invalid(version, "nothing follows the epoch");
  const dash = text.lastIndexOf("-");
  const hyphen = dash < start ? end : dash;
  if (hyphen === start) throw invalid(version, "nothing stands before the revision");
  if (hyphen === end - 1) throw invalid(version, "its revision is empty");
  return { text, epoch, start, hyphen, end };
}

function hasBlank(text: string): boolean {
  return text.includes(" ") || text.includes("\t");
}

function trimBlanks(version: string): string {
  const text = version.replace(/^[ \t]+|[ \t]+$/g, "");
  if (hasBlank(text)) throw invalid(version, "it has spaces inside");
  return text;
}

function parseEpoch(version: string, epoch: string): number {
  if (!/^\s*[+-]?[0-9]+$/.test(epoch)) throw invalid(version, "its epoch is not a number");
  const value = Number(epoch);
  if (value < 0 || value > MAX_EPOCH) throw invalid(version, `its epoch is not between 0 and ${MAX_EPOCH}`);
  return value + 0;
}

function invalid(version: string, reason: string): RangeError {
  return new RangeError(`Cannot compare version "${version.slice(0, 256)}": ${reason}`);
}

/** Runs of non-digits by weight and runs of digits by value, in turn. */
function comparePart(
  a: string,
  a_start: number,
  a_end: number,
  b: string,
  b_start: number,
  b_end: number,
): -1 | 0 | 1 {
  let [i, j] = [a_start, b_start];
  while (i < a_end || j < b_end) {
    for (;; i++, j++) {
      const [x, y] = [weightAt(a, i, a_end), weightAt(b, j, b_end)];
      if (x !== y) return x < y ? -1 : 1;
      if (x === 0) break;
    }
    while (i < a_end && a.charCodeAt(i) === 48) i++;
    while (j < b_end && b.charCodeAt(j) === 48) j++;
    let difference: -1 | 0 | 1 = 0;
    for (;; i++, j++) {
      const [x, y] = [digitAt(a, i, a_end), digitAt(b, j, b_end)];
      if (x < 0 && y < 0) break;
      if (x < 0 || y < 0) return x < 0 ? -1 : 1;
      if (difference === 0 && x !== y) difference = x < y ? -1 : 1;
    }
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Rank of a character among non-digits: `~`, then the end or a digit (0), then letters, then all others. */
function weightAt(text: string, at: number, end: number): number {
  if (at >= end) return 0;
  const code = text.charCodeAt(at);
  if (isDigit(code)) return 0;
  if (isLetter(code)) return code;
  return code === 126 ? -1 : code + 256;
}

/** The digit at a place, or -1 where there is none. */
function digitAt(text: string, at: number, end: number): number {
  if (at >= end) return -1;
  const code = text.charCodeAt(at);
  return isDigit(code) ? code - 48 : -1;
}
