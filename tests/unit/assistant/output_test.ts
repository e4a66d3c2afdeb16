import assert from "node:assert/strict";
import fc from "fast-check";
import { parseOutput, statementReader } from "../../../src/assistant/grounding/output.ts";
import { quantitiesOf } from "../../../src/assistant/grounding/quantities.ts";
import { output } from "./_engine.ts";

const statement = fc.record({
  text: fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constantFrom('"}', "]}", "\\", '\\"', "{["),
  ),
  facts: fc.array(fc.nat(9), { maxLength: 3 }),
});

Deno.test("in whatever pieces an output comes, its statements are those of the whole", () => {
  fc.assert(
    fc.property(
      fc.array(statement, { maxLength: 4 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      fc.boolean(),
      (statements, sizes, pretty) => {
        const text = JSON.stringify(output(statements), null, pretty ? 2 : 0);
        const seen: unknown[] = [];
        const read = statementReader((one) => seen.push(one));
        for (let at = 0, turn = 0; at < text.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          read(text.slice(at, at + size));
          at += size;
        }
        assert.deepEqual(seen, parseOutput(text)?.statements);
      },
    ),
    { numRuns: 500 },
  );
});

Deno.test("whatever a model says, reading it fails nowhere and gives no more than four statements", () => {
  const marks = fc.array(fc.constantFrom("{", "}", "[", "]", '"', "\\", ",", ":", "1", "text"), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(marks.map((all) => all.join("")), (text) => {
      const seen: unknown[] = [];
      statementReader((one) => seen.push(one))(text);
      assert.ok(seen.length <= 4);
      parseOutput(text);
    }),
    { numRuns: 1000 },
  );
});

Deno.test("numbers of a text are found in digits and words, with their units", () => {
  const found = (text: string) => quantitiesOf(text).map(({ value, unit }) => `${value} ${unit}`.trim());
  assert.deepEqual(found("1.90 GiB of 7 GiB, 25.3%"), ["1.9 gib", "7 gib", "25.3 %"]);
  assert.deepEqual(found("1,234 processes in 12 hours"), ["1234", "12 hour"]);
  assert.deepEqual(found("twelve users, a dozen of them"), ["12", "12"]);
  assert.deepEqual(found("since 2026-11-21 07:05"), ["2026", "11", "21", "7", "5"]);
  assert.deepEqual(found("sda1, ipv4 and x86_64 are names"), []);
});
