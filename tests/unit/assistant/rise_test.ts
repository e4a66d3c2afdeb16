import assert from "node:assert/strict";
import fc from "fast-check";
import type { Course } from "../../../src/assistant/known.ts";
import { moveOf } from "../../../src/assistant/rise.ts";

/** A course whose averages are these, ten seconds apart. */
function courseOf(values: readonly number[]): Course {
  const samples = values.map((value, index) => ({ at: new Date(index * 10_000).toISOString(), value }));
  return {
    series: "load_1",
    unit: "",
    subject: "",
    min: 0,
    avg: 0,
    max: 0,
    first: 0,
    last: 0,
    lasted_seconds: 0,
    recorded_seconds: 0,
    at: "1970-01-01T00:00:00.000Z",
    samples: { min: [], avg: samples, max: [] },
  };
}

const summary = (values: readonly number[]) => {
  const move = moveOf(courseOf(values));
  return move === null ? null : [move.way, move.at_ms / 10_000, move.before.avg, move.after.avg];
};

Deno.test("a figure that went up or down: when, and from what to what", () => {
  assert.deepEqual(summary([10, 12, 11, 50, 52, 51]), ["rose", 3, 11, 51]);
  assert.deepEqual(summary([80, 80, 20, 20, 20]), ["fell", 2, 80, 20]);
  assert.deepEqual(summary([0, 0, 0, 0, 0, 1]), ["rose", 5, 0, 1]);
});

Deno.test("a figure that is level, only noise, or hardly recorded has not moved", () => {
  assert.equal(summary([5, 5, 5, 5, 5]), null);
  assert.equal(summary([10, 50, 10, 50, 10, 50, 10, 50]), null);
  assert.equal(summary([100, 100, 100, 101, 101, 101]), null, "by too little");
  assert.equal(summary([1, 9, 9]), null);
  assert.equal(summary([]), null);
});

Deno.test("whatever the course, a move has its readings on both sides and goes the way it says", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 30 }), (values) => {
      const move = moveOf(courseOf(values));
      if (move === null) return;
      const { before, after, way } = move;
      assert.equal(before.samples.length + after.samples.length, values.length);
      assert.ok(before.samples.length > 0 && after.samples.length > 0);
      assert.equal(after.avg > before.avg, way === "rose");
    }),
  );
});
