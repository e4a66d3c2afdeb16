import assert from "node:assert/strict";
import fc from "fast-check";
import { compareDpkgVersions, comparePacmanVersions, compareRpmVersions } from "../../src/versions/mod.ts";
import { has, run } from "./_run.ts";

/** Answers of one oracle for many pairs, one process for all of them. */
type Oracle = (pairs: readonly (readonly [string, string])[]) => (number | null)[];

/** One shell for all pairs: 2 is what dpkg says of a version it refuses. */
const dpkg: Oracle = (pairs) => {
  const script = `while [ $# -gt 0 ]; do
    dpkg --compare-versions -- "$1" lt "$2" 2>/dev/null; r=$?
    if [ $r = 0 ]; then echo -1; elif [ $r = 1 ]; then
      dpkg --compare-versions -- "$1" gt "$2" 2>/dev/null && echo 1 || echo 0; else echo x; fi
    shift 2; done`;
  return answers(run("/bin/sh", ["-c", script, "sh", ...pairs.flat()]).stdout);
};

const pacman: Oracle = (pairs) => {
  const script = `while [ $# -gt 0 ]; do vercmp "$1" "$2"; shift 2; done`;
  return answers(run("/bin/sh", ["-c", script, "sh", ...pairs.flat()]).stdout);
};

const rpm: Oracle = (pairs) => {
  const calls = pairs.map(([a, b]) => `print(rpm.vercmp("${a}","${b}").."\\n")`).join(" ");
  return answers(run("rpm", ["--eval", `%{lua:${calls}}`]).stdout);
};

function answers(text: string): (number | null)[] {
  return text.split("\n").filter((line) => line !== "").map((line) => line === "x" ? null : Number(line));
}

function agree(compare: (a: string, b: string) => number, oracle: Oracle, alphabet: RegExp, base: RegExp) {
  const odd = fc.stringMatching(alphabet);
  const plain = fc.tuple(fc.stringMatching(base), fc.stringMatching(alphabet)).map((parts) => parts.join(""));
  const near = plain.chain((a) => fc.tuple(fc.constant(a), odd.map((tail) => a + tail)));
  const pair = fc.oneof(fc.tuple(odd, odd), fc.tuple(plain, plain), near);
  fc.assert(
    fc.property(fc.array(pair, { minLength: 100, maxLength: 100 }), (pairs) => {
      const expected = oracle(pairs);
      assert.equal(expected.length, pairs.length);
      for (const [index, [a, b]] of pairs.entries()) {
        const answer = expected[index];
        if (answer === null) assert.throws(() => compare(a, b), RangeError, `${a} ${b}`);
        else assert.equal(compare(a, b), answer, `"${a}" "${b}"`);
      }
    }),
    { numRuns: 10, endOnFailure: true },
  );
}

Deno.test({
  name: "versions: as dpkg --compare-versions",
  ignore: !has("dpkg"),
  fn: () => agree(compareDpkgVersions, dpkg, /^[0-9az.~+:-]{1,7}$/, /^([0-9]:)?[0-9]{1,2}\.[0-9]{1,3}$/),
});

Deno.test({
  name: "versions: as vercmp of pacman",
  ignore: !has("vercmp"),
  fn: () => agree(comparePacmanVersions, pacman, /^[0-9az._+:-]{1,7}$/, /^([0-9]:)?[0-9]{1,2}\.[0-9]{1,3}$/),
});

Deno.test({
  name: "versions: as rpm.vercmp",
  ignore: !has("rpm"),
  fn: () => agree(compareRpmVersions, rpm, /^[0-9az.~^_]{1,7}$/, /^([0-9]:)?[0-9]{1,2}\.[0-9]{1,3}$/),
});
