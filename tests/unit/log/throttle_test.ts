import assert from "node:assert/strict";
import type { LogRecord } from "@logtape/logtape";
import * as fc from "fast-check";
import { LineThrottle, MOST_WATCHED, WINDOW_MS } from "../../../src/log/throttle.ts";
import { record } from "./_record.ts";

/** A throttle at a clock that is set by hand, and what it lets through with the moment. */
function throttle() {
  const passed: { readonly at: number; readonly line: LogRecord }[] = [];
  const clock = { now: 0, steady: () => clock.now };
  const lines = new LineThrottle((line) => passed.push({ at: clock.now, line }), clock);
  return { clock, lines, passed };
}

const countOf = ({ properties: { repeated } }: LogRecord) => typeof repeated === "number" ? repeated : 1;
const sum = (passed: readonly { readonly line: LogRecord }[]) =>
  passed.reduce((whole, { line }) => whole + countOf(line), 0);

Deno.test("10,000 equal lines a second become one line a second with their number", () => {
  const { clock, lines, passed } = throttle();
  for (let number = 0; number < 30_000; number++) {
    clock.now = number / 10;
    lines.take(record("Cannot read", { properties: { request_id: `${number}` } }));
  }
  clock.now = 4000;
  lines.tick();
  assert.deepEqual(passed.map(({ at, line }) => [at, countOf(line)]), [
    [0, 1],
    [1000, 10_000],
    [2000, 10_000],
    [
      4000,
      9999,
    ],
  ]);
});

Deno.test("lines that differ in level, component, text or a fact are different lines", () => {
  const { lines, passed } = throttle();
  lines.take(record("one"));
  lines.take(record("two"));
  lines.take(record("one", { level: "error" }));
  lines.take(record("one", { category: ["cortex", "store"] }));
  lines.take(record("one", { properties: { path: "/a" } }));
  lines.take(record("one", { properties: { path: "/b" } }));
  assert.equal(passed.length, 6);
});

Deno.test("a line that was held back once is told as it is, after its second, and then is forgotten", () => {
  const { clock, lines, passed } = throttle();
  lines.take(record("again"));
  lines.take(record("again"));
  assert.equal(lines.tick(), true);
  assert.equal(passed.length, 1);
  clock.now = WINDOW_MS;
  assert.equal(lines.tick(), true);
  assert.deepEqual(passed.map(({ line }) => line.properties), [{}, {}]);
  clock.now = 2 * WINDOW_MS;
  assert.equal(lines.tick(), false);
});

Deno.test("whatever comes when: no line more than once a second, and none lost", () => {
  const step = fc.record({
    wait_ms: fc.integer({ min: 0, max: 700 }),
    text: fc.constantFrom("a", "b", "c"),
    tick: fc.boolean(),
  });
  fc.assert(fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
    const { clock, lines, passed } = throttle();
    for (const { wait_ms, text, tick } of steps) {
      clock.now += wait_ms;
      if (tick) lines.tick();
      lines.take(record(text));
    }
    for (const [, times] of Map.groupBy(passed, ({ line }) => String(line.message[0]))) {
      times.slice(1).forEach(({ at }, index) => assert(at - (times[index]?.at ?? 0) >= WINDOW_MS));
    }
    lines.flush();
    assert.equal(sum(passed), steps.length);
  }));
});

Deno.test("more different lines than are watched are told apart by component and level, and none is lost", () => {
  const { clock, lines, passed } = throttle();
  for (let number = 0; number < 5000; number++) lines.take(record(`line ${number}`));
  assert.equal(passed.length, MOST_WATCHED + 1);
  clock.now = WINDOW_MS;
  while (lines.tick()) clock.now += WINDOW_MS;
  assert.equal(sum(passed), 5000);
});
