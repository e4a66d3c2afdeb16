import assert from "node:assert/strict";
import fc from "fast-check";
import { configSchema } from "../../../../src/config/mod.ts";
import { stateDir } from "../_state.ts";
import { put, recording, settle, START_MS, TICK_MS, values } from "./_recording.ts";

/** Times of samples, as ticks after the start, and their values. */
const samples = fc.uniqueArray(
  fc.record({ tick: fc.nat(1500), value: fc.integer({ min: 0, max: 100_000 }) }),
  { selector: ({ tick }) => tick, minLength: 1, maxLength: 200 },
).map((all) => all.toSorted((a, b) => a.tick - b.tick));

/** What the values of each step become. */
function expected(
  all: readonly { readonly tick: number; readonly value: number }[],
  ticks: number,
  aggregate: (values: number[]) => number,
): (number | null)[] {
  const steps = new Map<number, number[]>();
  for (const { tick, value } of all) {
    const step = Math.floor(tick / ticks);
    steps.set(step, [...steps.get(step) ?? [], value]);
  }
  return Array.from({ length: Math.ceil(1501 / ticks) }, (_, step) => {
    const found = steps.get(step);
    return found === undefined ? null : aggregate(found);
  });
}

const near = (read: (number | null)[], wanted: (number | null)[]) => {
  assert.equal(read.length, wanted.length);
  read.forEach((value, index) => {
    const want = wanted[index] ?? null;
    if (value === null || want === null) return assert.equal(value, want, `step ${index}`);
    assert(Math.abs(value - want) <= want * 1e-4, `step ${index}: ${value} instead of ${want}`);
  });
};

Deno.test("every tier gives back what was recorded, before and after a restart, and gaps stay gaps", () => {
  fc.assert(
    fc.property(samples, (all) => {
      using state = stateDir();
      const check = (recorder: ReturnType<typeof recording>["recorder"]) => {
        near(values(recorder, { count: 1501 }), expected(all, 1, ([value]) => value ?? NaN));
        for (const [tier, ticks] of [["medium", 6], ["coarse", 90]] as const) {
          const range = { tier, step_ms: TICK_MS * ticks, count: Math.ceil(1501 / ticks) };
          near(values(recorder, range, "min"), expected(all, ticks, (found) => Math.min(...found)));
          near(values(recorder, range, "max"), expected(all, ticks, (found) => Math.max(...found)));
          const mean = (found: number[]) => found.reduce((sum, value) => sum + value, 0) / found.length;
          near(values(recorder, range, "avg"), expected(all, ticks, mean));
        }
      };
      {
        const { store, recorder } = recording(state.dir);
        using _ = store;
        for (const { tick, value } of all) put(recorder, START_MS + tick * TICK_MS, value);
        check(recorder);
      }
      const { store, recorder } = recording(state.dir);
      using _ = store;
      check(recorder);
      settle(recorder);
      check(recorder);
    }),
    { numRuns: 25 },
  );
});

Deno.test("steps wider than a tier's take its values together; the last one is the last", () => {
  using state = stateDir();
  const { store, recorder } = recording(state.dir);
  using _ = store;
  [5, 1, 3, 8, 2, 4].forEach((value, tick) => put(recorder, START_MS + tick * TICK_MS, value));
  const range = { step_ms: 3 * TICK_MS, count: 3 };
  assert.deepEqual(values(recorder, range, "min"), [1, 2, null]);
  assert.deepEqual(values(recorder, range, "max"), [5, 8, null]);
  assert.deepEqual(values(recorder, range, "avg"), [3, 14 / 3, null]);
  assert.deepEqual(values(recorder, range, "last"), [3, 4, null]);
});

Deno.test("a timer that drifts leaves no gap, a tick that was missed leaves one", () => {
  using state = stateDir();
  const { store, recorder } = recording(state.dir);
  using _ = store;
  put(recorder, START_MS + 9_990, 1);
  put(recorder, START_MS + 20_010, 2);
  put(recorder, START_MS + 40_020, 4);
  assert.deepEqual(values(recorder, { count: 6 }), [1, 2, 2, null, 4, null]);
});

Deno.test("the clock set back, to 1970 and to 2038: what was recorded stays, and recording goes on", () => {
  using state = stateDir();
  const moments = [START_MS, START_MS - 3_600_000, 0, Date.UTC(2038, 0, 19, 3, 15), START_MS + 3_600_000];
  const { store, recorder } = recording(state.dir);
  moments.forEach((at_ms, index) => put(recorder, at_ms, index + 1));
  store.close();
  const again = recording(state.dir);
  using _ = again.store;
  settle(again.recorder);
  for (const tier of ["fine", "medium", "coarse"] as const) {
    const read = moments.map((from_ms) =>
      values(again.recorder, { from_ms: from_ms - 900_000, step_ms: 900_000, count: 3, tier })
    );
    assert.deepEqual(read, moments.map((_, index) => [null, index + 1, null]));
  }
});

Deno.test("a sample of a moment that was recorded already takes its place", () => {
  using state = stateDir();
  const { store, recorder } = recording(state.dir);
  using _ = store;
  put(recorder, START_MS, 1);
  put(recorder, START_MS + TICK_MS, 2);
  // Far enough that the block is over, and back.
  put(recorder, START_MS + 3_600_000, 9);
  settle(recorder);
  put(recorder, START_MS, 7);
  put(recorder, START_MS + 7_200_000, 9);
  settle(recorder);
  assert.deepEqual(values(recorder, { count: 3 }), [7, 2, null]);
});

Deno.test("other steps: what was recorded before stays readable beside what comes", () => {
  using state = stateDir();
  const { store, recorder } = recording(state.dir);
  using _ = store;
  put(recorder, START_MS, 1);
  put(recorder, START_MS + TICK_MS, 2);
  recorder.configure(
    configSchema.parse({
      history: { fine_step_seconds: 20, medium_step_seconds: 50, coarse_step_seconds: 70 },
    }),
  );
  assert.deepEqual(recorder.tiers().map((tier) => tier.step_ms), [20_000, 60_000, 120_000]);
  put(recorder, START_MS + 2 * TICK_MS, 3);
  put(recorder, START_MS + 3_600_000, 4);
  settle(recorder);
  assert.deepEqual(values(recorder, { count: 4 }), [1, 2, 3, null]);
});

Deno.test("no slot is shorter than the time between two samples", () => {
  using state = stateDir();
  const { store, recorder } = recording(state.dir);
  using _ = store;
  recorder.configure(configSchema.parse({ monitor: { interval_seconds: 45 } }));
  assert.deepEqual(recorder.tiers().map((tier) => tier.step_ms), [45_000, 90_000, 900_000]);
});

Deno.test("no more series than may be are recorded, those that came first stay", () => {
  using state = stateDir();
  const { store, recorder } = recording(state.dir, { history: { max_series: 16 } });
  using _ = store;
  const all = Array.from({ length: 20 }, (_, index) => ({ name: "cpu", subject: `${index}`, value: index }));
  recorder.append(START_MS, all);
  recorder.append(START_MS + TICK_MS, all.toReversed());
  recorder.flush();
  const range = { from_ms: START_MS, step_ms: TICK_MS, count: 2 };
  assert.deepEqual(recorder.subjectsOf("cpu", "fine", range), all.slice(0, 16).map(({ subject }) => subject));
  assert.deepEqual(values(recorder, { count: 2, subject: "15" }), [15, 15]);
  assert.deepEqual(values(recorder, { count: 2, subject: "16" }), [null, null]);
});
