import assert from "node:assert/strict";
import fc from "fast-check";
import {
  compareDpkgVersions,
  comparePacmanVersions,
  compareRpmVersions,
  type CompareVersions,
} from "../../../src/versions/mod.ts";
import { assertTyped, fuzzTarget } from "./_target.ts";
import { mutatedText } from "./_mutate.ts";

const version = mutatedText(
  ["1:2.0~rc1-3+b1", "0", "7.88.1-10+deb12u5", "2:1.2^git-1.el9", "1.0-1", "20240101T000000", "9".repeat(60)],
  ["~", "~~", "^", ":", "-", "+", ".", "0", "00", "a", "Z", " ", "é", "\0"],
);
const COMPARES = [compareDpkgVersions, comparePacmanVersions, compareRpmVersions];

/** The order of two texts; null where one is no version. */
function order(compare: CompareVersions, a: string, b: string): number | null {
  try {
    return compare(a, b);
  } catch (error) {
    assertTyped(error, RangeError);
    return null;
  }
}

/** Whatever two versions are: an order that does not depend on who comes first, or the refusal of both. */
export const version_texts = fuzzTarget("versions", fc.tuple(version, version), ([a, b]) => {
  for (const compare of COMPARES) {
    const forth = order(compare, a, b);
    const back = order(compare, b, a);
    assert.equal(forth === null, back === null);
    assert.equal((forth ?? 0) + (back ?? 0), 0);
    assert.equal(order(compare, a, a) ?? 0, 0);
  }
});
