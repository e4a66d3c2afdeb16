import assert from "node:assert/strict";
import { terminalSvg } from "../../tools/terminal_svg.ts";

/** The runs of a picture: what, where, how long, and how it looks. */
function runs(text: string): string[] {
  return [
    ...terminalSvg(text, "t").matchAll(/^<text x="(\d+)" y="(\d+)" textLength="(\d+)" [^ >]+(.*)<\/text>$/gm),
  ]
    .map(([, x, y, length, rest]) => `${x} ${y} ${length}${rest}`);
}

Deno.test("a picture of a terminal: each run stands in its column, blanks are left out", () => {
  assert.deepEqual(runs("ab\x1b[32m  cd\x1b[39me\n\n f<&   g"), [
    "16 29 16>ab",
    '48 29 16 fill="#3fb950">cd',
    "64 29 8>e",
    "24 65 24>f&lt;&amp;",
    "72 65 8>g",
  ]);
});

Deno.test("a picture of a terminal: looks add up, also over lines, until they are reset", () => {
  assert.deepEqual(runs("\x1b[1;31ma\nb\x1b[0;2mc\x1b[0md"), [
    '16 29 8 fill="#f85149" font-weight="bold">a',
    '16 47 8 fill="#f85149" font-weight="bold">b',
    '24 47 8 opacity="0.6">c',
    "32 47 8>d",
  ]);
});

Deno.test("a picture of a terminal is as large as what stands there", () => {
  assert.match(
    terminalSvg("abc\nd", "a & b"),
    /^<svg [^>]+ width="56" height="68" [^>]+>\n<title>a &amp; b<\/title>/,
  );
});
