import assert from "node:assert/strict";
import fc from "fast-check";
import { editText } from "../../src/config/edit_text.ts";
import { isOnlyChange } from "../../src/config/only_change.ts";

/** Settings of one, two and four names, two of them in one section. */
const PATHS: readonly (readonly string[])[] = [
  ["shutdown_timeout_ms"],
  ["log", "level"],
  ["log", "format"],
  ["users", "excluded"],
  ["alerts", "rules", "memory", "warning"],
];

/** Ways to write a value, below a name that begins after so many blanks. */
const WRITTEN: readonly ((blanks: string) => string)[] = [
  () => " info",
  () => '  "a: b"   ',
  () => " [ a,b , 'c d' ]",
  (blanks) => ` # words\n${blanks}  - x\n\n${blanks}  - y # more words`,
  (blanks) => ` |\n${blanks}    of two\n${blanks}    lines`,
  (blanks) => ` [a,\n${blanks}    b]`,
];

/** What may stand before a line, and after one. */
const BEFORE = ["", "", "\n", "# said before\n", "  # said at the side\n\n"];
const AFTER = ["", "", " # said after"];

/** A way to write a file: which of each list is taken in turn, blanks before a member, the lines' ends. */
const ways = fc.record({
  turns: fc.array(fc.nat({ max: 59 }), { minLength: 40, maxLength: 40 }),
  indent: fc.constantFrom(1, 2, 4),
  line_break: fc.constantFrom("\n", "\r\n"),
  ended: fc.boolean(),
});
type Way = typeof ways extends fc.Arbitrary<infer T> ? T : never;

/** A line of a file, and the path of the setting or section that it is of. */
interface Line {
  readonly text: string;
  readonly of: string | null;
}

/** A file with these settings. */
function write(paths: readonly (readonly string[])[], { turns, indent, line_break, ended }: Way): Line[] {
  let turn = 0;
  const one = <T>(of: readonly T[]) => of[(turns[turn++ % turns.length] ?? 0) % of.length];
  const lines: Line[] = [];
  const add = (text = "", of: string | null = null) =>
    lines.push(...text.split(/(?<=\n)/).filter((line) => line !== "").map((line) => ({ text: line, of })));
  let above: readonly string[] = [];
  for (const path of paths) {
    path.forEach((name, depth) => {
      const here = path.slice(0, depth + 1);
      if (here.every((part, at) => above[at] === part)) return;
      const blanks = " ".repeat(depth * indent);
      const value = here.length === path.length ? one(WRITTEN)?.(blanks) ?? "" : "";
      add(one(BEFORE));
      add(`${blanks}${name}:${value}${value.includes("\n") ? "" : one(AFTER)}\n`, here.join("."));
    });
    above = path;
  }
  add(one(BEFORE));
  return lines.map(({ text, of }, at) => ({
    text: ended || at < lines.length - 1 ? text.replace("\n", line_break) : text.replace("\n", ""),
    of,
  })).filter(({ text }) => text !== "");
}

const textOf = (lines: readonly Line[]) => lines.map(({ text }) => text).join("");
const split = (text: string) => text.split(/(?<=\n)/).filter((line) => line !== "");

/** The lines that are more than those, which must all be there, in this order; the last may have got an end. */
function added(now: readonly string[], kept: readonly string[]): string[] {
  const rest: string[] = [];
  let at = 0;
  for (const line of now) {
    if (line === kept[at] || line.replace(/\r?\n$/, "") === kept[at]) at++;
    else rest.push(line);
  }
  assert.deepEqual(kept.slice(at), [], "these lines are gone");
  return rest;
}

Deno.test("whatever is set or taken out, every other line stays, byte for byte", async () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.array(fc.string()), fc.constant(undefined));
  await fc.assert(
    fc.asyncProperty(
      fc.subarray([...PATHS]),
      ways,
      fc.constantFrom(...PATHS),
      value,
      async (paths, way, path, given) => {
        const lines = write(paths, way);
        const before = textOf(lines);
        const after = await editText(before, path, given);
        assert.equal(isOnlyChange(before, after, path, given), true, after);
        const key = path.join(".");
        const mayGo = ({ text, of }: Line) =>
          of === key ||
          (given === undefined && (of === null ? text.trim() === "" : key.startsWith(`${of}.`)));
        const kept = lines.filter((line) => !paths.includes(path) || !mayGo(line)).map(({ text }) => text);
        const more = added(split(after), kept);
        const allowed = given === undefined
          ? lines.length - kept.length
          : paths.includes(path)
          ? 1
          : path.length + 1;
        assert.ok(more.length <= allowed, JSON.stringify(more));
      },
    ),
    { numRuns: 1000 },
  );
});
