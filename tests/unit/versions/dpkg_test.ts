import assert from "node:assert/strict";
import fc from "fast-check";
import { compareDpkgVersions } from "../../../src/versions/mod.ts";

const SIGNS: Readonly<Record<string, -1 | 0 | 1>> = { lt: -1, eq: 0, gt: 1 };

const version = fc.tuple(
  fc.option(fc.nat({ max: 3 }), { nil: undefined }),
  fc.stringMatching(/^[0-9][0-9a-z.+~]{0,8}$/),
  fc.option(fc.stringMatching(/^[0-9a-z.+~]{1,5}$/), { nil: undefined }),
).map(([epoch, upstream, revision]) =>
  (epoch === undefined ? "" : `${epoch}:`) + upstream + (revision === undefined ? "" : `-${revision}`)
);

Deno.test("dpkg versions: the examples of Debian policy 5.6.12", () => {
  const sorted = ["~~", "~~a", "~", "", "a"].map((tail) => `1.0${tail}`);
  for (const [i, a] of sorted.entries()) {
    for (const [j, b] of sorted.entries()) {
      assert.equal(compareDpkgVersions(a, b), Math.sign(i - j), `${a} ${b}`);
    }
  }
});

Deno.test("dpkg versions: pairs where each rule decides", () => {
  for (
    const [a, b, sign] of [
      ["1:1.0", "2.0", 1],
      ["0:1.0", "1.0", 0],
      ["1.0-0", "1.0", 0],
      ["1.0", "1.00", 0],
      ["1.0-1", "1.0-1+b1", -1],
      ["1.0-1~deb12u1", "1.0-1", -1],
      ["1.10", "1.9", 1],
      ["1.0a", "1.0+", -1],
      ["1.0-1-1", "1.0-2", 1],
      ["18446744073709551617", "18446744073709551616", 1],
      ["00000000000000000000018446744073709551616", "18446744073709551616", 0],
      ["2:1:1", "2:1", 1],
    ] as const
  ) {
    assert.equal(compareDpkgVersions(a, b), sign, `${a} ${b}`);
    assert.equal(compareDpkgVersions(b, a), sign === 0 ? 0 : -sign, `${b} ${a}`);
  }
});

Deno.test("dpkg versions: what dpkg refuses is a RangeError, on either side and against itself", () => {
  for (const bad of ["", " ", "1.0-", "1:", ":1", "z:1", "1 0", "1:-1", "-1:1", "2147483648:1", "0x1:1"]) {
    assert.throws(() => compareDpkgVersions(bad, "1"), RangeError, bad);
    assert.throws(() => compareDpkgVersions("1", bad), RangeError, bad);
    assert.throws(() => compareDpkgVersions(bad, bad), RangeError, bad);
  }
});

Deno.test("dpkg versions: an order over all versions", () => {
  fc.assert(fc.property(version, version, version, (a, b, c) => {
    assert.equal(compareDpkgVersions(a, b) + compareDpkgVersions(b, a), 0);
    if (compareDpkgVersions(a, b) <= 0 && compareDpkgVersions(b, c) <= 0) {
      assert.ok(compareDpkgVersions(a, c) <= 0);
    }
  }));
});

Deno.test("dpkg versions: 2,000 pairs as dpkg itself answered them", () => {
  const path = new URL("../../fixtures/dpkg/vercmp.tsv", import.meta.url);
  const lines = Deno.readTextFileSync(path).split("\n").filter((line) => line !== "");
  assert.equal(lines.length, 2000);
  for (const line of lines) {
    const [a = "", answer = "", b = ""] = line.split("\t");
    if (answer === "invalid") assert.throws(() => compareDpkgVersions(a, b), RangeError, line);
    else assert.equal(compareDpkgVersions(a, b), SIGNS[answer], line);
  }
});
