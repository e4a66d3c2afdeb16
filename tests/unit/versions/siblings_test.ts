import assert from "node:assert/strict";
import fc from "fast-check";
import { comparePacmanVersions, compareRpmVersions } from "../../../src/versions/mod.ts";

type Pair = readonly [string, string, -1 | 0 | 1];

/** vercmp(8), and what `vercmp` answers. */
const PACMAN: readonly Pair[] = [
  ["1.0a", "1.0b", -1],
  ["1.0b", "1.0beta", -1],
  ["1.0beta", "1.0p", -1],
  ["1.0pre", "1.0rc", -1],
  ["1.0rc", "1.0", -1],
  ["1.0", "1.0.a", -1],
  ["1.0.a", "1.0.1", -1],
  ["1", "1.0", -1],
  ["1.0", "1.1", -1],
  ["1.1", "1.1.1", -1],
  ["1.1.1", "1.2", -1],
  ["2.0", "1:1.0", -1],
  ["1.0-1", "1.0", 0],
  ["1.0-1", "1.0-2", -1],
  ["1.0..1", "1.0.1", 1],
  ["1.0_1", "1.0.1", 0],
  ["0:1.0", "1.0", 0],
  ["1.001", "1.1", 0],
];

/** rpm-version(7), and what `rpm.vercmp` answers. */
const RPM: readonly Pair[] = [
  ["1.0~rc1", "1.0", -1],
  ["1.0~rc1", "1.0~rc2", -1],
  ["1.0~rc1^git1", "1.0~rc1", 1],
  ["1.0^git1", "1.0", 1],
  ["1.0^git1", "1.0.1", -1],
  ["1.0^git1", "1.01", -1],
  ["1.0^git1~pre", "1.0^git1", -1],
  ["1.0a", "1.0", 1],
  ["1.0.a", "1.0.1", -1],
  ["1.0..1", "1.0_1", 0],
  ["1:1", "2", 1],
  ["1.0", "1.0-1", -1],
  ["1.0-1", "1.0-1.el9", -1],
  ["10000000000000000000000", "9999999999999999999999", 1],
];

for (
  const [name, compare, pairs] of [["pacman", comparePacmanVersions, PACMAN], [
    "rpm",
    compareRpmVersions,
    RPM,
  ]] as const
) {
  Deno.test(`${name} versions: pairs where each rule decides`, () => {
    for (const [a, b, sign] of pairs) {
      assert.equal(compare(a, b), sign, `${a} ${b}`);
      assert.equal(compare(b, a), sign === 0 ? 0 : -sign, `${b} ${a}`);
    }
  });

  Deno.test(`${name} versions: equal to itself, opposite when turned round, whatever the text`, () => {
    const text = fc.stringMatching(/^[0-9a-z.~^_+:-]{1,10}$/);
    fc.assert(fc.property(text, text, (a, b) => {
      assert.equal(compare(a, a), 0);
      if (name === "rpm") assert.equal(compare(a, b) + compare(b, a), 0);
    }));
  });

  Deno.test(`${name} versions: empty or with white space is a RangeError`, () => {
    for (const bad of ["", " ", "1 0", "1\n"]) {
      assert.throws(() => compare(bad, "1"), RangeError);
      assert.throws(() => compare("1", bad), RangeError);
    }
  });
}
