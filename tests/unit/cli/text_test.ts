import assert from "node:assert/strict";
import fc from "fast-check";
import { age, bar, bytes, count, duration, plural } from "../../../cli/text/format.ts";
import { factLines } from "../../../cli/text/facts.ts";
import { paint, shown, styled, type View } from "../../../cli/text/paint.ts";
import { safe, safeJson } from "../../../cli/text/safe.ts";
import { type Column, table } from "../../../cli/text/table.ts";
import { cut, pad, width, wrap } from "../../../cli/text/width.ts";

/** Any text, with much of what terminals act on. */
const hostile = fc.array(
  fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(
      "\x1b[2J",
      "\x9b31m",
      "\r",
      "\n",
      "\x07",
      "\u202e",
      "\u200d",
      "\ufeff",
      "日本",
      "é",
      "\ud800",
    ),
  ),
).map((parts) => parts.join(""));
const view = (columns: number, color = false): View => ({ columns, color, now: 0 });
// What a terminal acts on, told apart from the program's own way of saying it.
const acts = (text: string) =>
  [...text].some((one) => {
    const code = one.codePointAt(0) ?? 0;
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x202a && code <= 0x202e) ||
      code === 0x200d;
  });

Deno.test("nothing of the host acts on the terminal", () => {
  assert.equal(safe("a\x1b[31mb\nc\x9b\u202e"), "a\\x1b[31mb\\nc\\x9b\\u{202e}");
  assert.equal(safe("naïve 日本 ✓"), "naïve 日本 ✓");
  fc.assert(fc.property(hostile, (text) => assert.ok(!acts(safe(text)))));
});

Deno.test("colours are the only escapes that are painted, and only when asked for", () => {
  assert.equal(paint([[styled("bad", "x\x1b[0m")]], view(80, true)), "\x1b[1;31mx\\x1b[0m\x1b[0m\n");
  fc.assert(fc.property(hostile, hostile, (one, other) => {
    const text = paint([[one, styled("good", other)]], view(80));
    assert.ok(!acts(text.slice(0, -1)));
  }));
});

Deno.test("JSON is the same value and acts on no terminal", () => {
  fc.assert(fc.property(fc.jsonValue(), hostile, (value, text) => {
    const json = safeJson({ value, text });
    assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify({ value, text })));
    assert.ok(!acts(json.replaceAll("\n", "")));
  }));
});

Deno.test("wide characters take two columns, combining ones none", () => {
  assert.equal(width("abc"), 3);
  assert.equal(width("日本語"), 6);
  assert.equal(width("e\u0301"), 1);
  assert.equal(width("😀"), 2);
});

Deno.test("a cut text fits and says that it was cut", () => {
  assert.equal(cut("processes", 6), "proce…");
  assert.equal(cut("日本語", 4), "日…");
  assert.equal(cut("fits", 4), "fits");
  fc.assert(fc.property(hostile, fc.nat(40), (text, columns) => {
    assert.ok(width(cut(safe(text), columns)) <= columns);
  }));
});

Deno.test("padding fills by columns, not by characters", () => {
  assert.equal(pad("日", 4), "日  ");
  assert.equal(pad("7", 3, "right"), "  7");
});

Deno.test("wrapping loses no word", () => {
  assert.deepEqual(wrap("one two three", 8), ["one two", "three"]);
  assert.deepEqual(wrap("first\nsecond", 80), ["first", "second"]);
  assert.deepEqual(wrap("overlong", 3), ["overlong"]);
});

Deno.test("sizes, counts and times are for people", () => {
  assert.deepEqual([0, 1023, 1024, 102_300, 1_048_575, 8_589_934_592].map(bytes), [
    "0 B",
    "1023 B",
    "1.0 KiB",
    "99.9 KiB",
    "1.0 MiB",
    "8.0 GiB",
  ]);
  assert.deepEqual([0, 999, 1000, 1_234_567].map(count), ["0", "999", "1,000", "1,234,567"]);
  assert.deepEqual([plural(1, "alert"), plural(2, "alert")], ["1 alert", "2 alerts"]);
  assert.deepEqual([0, 59, 60, 3661, 90_000, 86_400].map(duration), [
    "0 s",
    "59 s",
    "1 min",
    "1 h 1 min",
    "1 d 1 h",
    "1 d",
  ]);
  const now = Date.parse("2026-11-21T12:00:00Z");
  const ages = [
    "2026-11-21T11:59:59.500Z",
    "2026-11-21T11:57:00Z",
    "2026-11-11T12:00:00Z",
    "2026-11-21T13:00:00Z",
  ];
  assert.deepEqual(ages.map((time) => age(time, now)), ["now", "3 min ago", "10 d ago", "now"]);
});

Deno.test("a bar has its length, whatever the share", () => {
  fc.assert(fc.property(fc.double({ noNaN: true }), fc.nat(40), (share, size) => {
    assert.equal(bar(share, size).map(shown).join("").length, size);
  }));
  assert.equal(bar(50, 10).map(shown).join(""), "█████░░░░░");
});

Deno.test("facts without content are left out, names share one column", () => {
  const lines = factLines([["a", ["1"]], ["gone", []]], [], [["long", ["2"]]]);
  assert.equal(paint(lines, view(80)), "a     1\n\nlong  2\n");
});

interface Row {
  readonly name: string;
  readonly size: number;
  readonly note: string;
}
const COLUMNS: readonly Column<Row>[] = [
  { title: "NAME", cell: ({ name }) => name },
  { title: "SIZE", align: "right", cell: ({ size }) => String(size), spare: 1 },
  { title: "NOTE", cell: ({ note }) => styled("faint", note), cut: 1 },
];
const rows = [{ name: "alpha", size: 7, note: "short" }, {
  name: "b",
  size: 1234,
  note: "rather a long one",
}];

Deno.test("a table is aligned", () => {
  assert.equal(
    paint(table(rows, COLUMNS, view(80)), view(80)),
    "NAME   SIZE  NOTE\nalpha     7  short\nb      1234  rather a long one\n",
  );
});

Deno.test("on a narrow terminal spare columns go first, then the rest is cut", () => {
  assert.equal(
    paint(table(rows, COLUMNS, view(26)), view(26)),
    "NAME   NOTE\nalpha  short\nb      rather a long one\n",
  );
  assert.equal(
    paint(table(rows, COLUMNS, view(16)), view(16)),
    "NAME   NOTE\nalpha  short\nb      rather a…\n",
  );
});

Deno.test("no table is wider than its terminal, whatever the host is called", () => {
  const row = fc.record({ name: hostile, size: fc.nat(), note: hostile });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 4 }), fc.integer({ min: 1, max: 120 }), (some, columns) => {
      const text = paint(table(some, COLUMNS, view(columns)), view(columns));
      const lines = text.split("\n");
      assert.equal(lines.length, some.length + 2);
      for (const line of lines) assert.ok(width(line) <= columns);
    }),
  );
});
