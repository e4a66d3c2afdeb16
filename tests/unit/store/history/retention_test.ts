import assert from "node:assert/strict";
import { sampleAlert, stateDir } from "../_state.ts";
import { put, type Recorder, recording, recordingClock, settle, START_MS, values } from "./_recording.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Whether a tier has a value around a moment. */
function has(recorder: Recorder, tier: "fine" | "medium" | "coarse", at_ms: number): boolean {
  return values(recorder, { tier, from_ms: at_ms, step_ms: 900_000, count: 1 })[0] !== null;
}

Deno.test("each tier keeps its time and no more, and series without values are forgotten", () => {
  using state = stateDir();
  const clock = recordingClock();
  const { store, recorder } = recording(state.dir, { clock });
  using _ = store;
  put(recorder, START_MS, 1, "gone");
  for (let hour = 0; hour <= 40 * 24; hour++) {
    put(recorder, clock.wall(), hour);
    clock.pass(HOUR_MS);
  }
  settle(recorder);
  const now_ms = clock.wall();
  const ages = { fine: DAY_MS, medium: 7 * DAY_MS, coarse: 30 * DAY_MS } as const;
  for (const tier of ["fine", "medium", "coarse"] as const) {
    assert(has(recorder, tier, now_ms - ages[tier] + HOUR_MS), `${tier} lacks what it must keep`);
    assert(!has(recorder, tier, now_ms - ages[tier] - 2 * DAY_MS), `${tier} keeps too much`);
  }
  assert.equal(Date.parse(store.health().oldest_sample_at ?? "") > now_ms - 32 * DAY_MS, true);
  assert.deepEqual(
    recorder.subjectsOf("cpu", "coarse", { from_ms: 0, step_ms: now_ms, count: 2 }),
    [""],
    "the series that ended 40 days ago is forgotten",
  );
});

Deno.test("a clock that is wrong for a while costs nothing, one that stays there does its work", () => {
  using state = stateDir();
  const clock = recordingClock();
  const { store, recorder } = recording(state.dir, { clock });
  using _ = store;
  put(recorder, START_MS, 1);
  put(recorder, START_MS + HOUR_MS, 1);
  clock.pass(2 * HOUR_MS);
  settle(recorder);
  clock.set(Date.UTC(2038, 0, 1));
  settle(recorder);
  clock.pass(HOUR_MS / 2);
  settle(recorder);
  assert(has(recorder, "coarse", START_MS));
  clock.pass(HOUR_MS);
  settle(recorder);
  assert(!has(recorder, "coarse", START_MS));
});

Deno.test("what was recorded far in the future goes when the clock is right again", () => {
  using state = stateDir();
  const clock = recordingClock();
  const { store, recorder } = recording(state.dir, { clock });
  using _ = store;
  const future_ms = Date.UTC(2038, 0, 1);
  put(recorder, future_ms, 1);
  put(recorder, START_MS, 2);
  clock.pass(2 * HOUR_MS);
  settle(recorder);
  assert(!has(recorder, "coarse", future_ms));
  assert(has(recorder, "coarse", START_MS));
});

Deno.test("at the hard bound the oldest history goes first, and alerts are still kept", () => {
  using state = stateDir();
  const clock = recordingClock();
  const max_bytes = 8_388_608;
  const { store, recorder } = recording(state.dir, { clock, max_bytes, history: { max_series: 500 } });
  using _ = store;
  const all = Array.from({ length: 500 }, (_, index) => ({ name: "cpu", subject: `${index}`, value: index }));
  for (let block = 0; block < 60; block++) {
    recorder.append(clock.wall(), all);
    clock.pass(HOUR_MS);
    recorder.append(clock.wall(), all);
    recorder.flush();
    settle(recorder);
    assert(store.health().bytes <= max_bytes);
    assert.equal(store.health().state, "ok");
  }
  const last_ms = clock.wall() - HOUR_MS;
  const range = { step_ms: 900_000, count: 1, subject: "7" } as const;
  assert.deepEqual(values(recorder, { ...range, from_ms: last_ms, tier: "medium" }), [7]);
  assert.deepEqual(values(recorder, { ...range, from_ms: START_MS, tier: "medium" }), [null]);
  store.alerts.save([{ seq: 1, alert: sampleAlert(1) }]);
  assert.equal(store.alerts.count(), 1);
});

Deno.test("a lower bound makes the file smaller, in steps", () => {
  using state = stateDir();
  const clock = recordingClock();
  const { store, recorder } = recording(state.dir, { clock, history: { max_series: 500 } });
  using _ = store;
  const all = Array.from({ length: 500 }, (_, index) => ({ name: "cpu", subject: `${index}`, value: index }));
  for (let block = 0; block < 30; block++) {
    recorder.append(clock.wall(), all);
    clock.pass(HOUR_MS);
    recorder.flush();
    settle(recorder);
  }
  assert(store.health().bytes > 8_388_608);
  store.limit(8_388_608);
  assert(settle(recorder) > 3, "not all at once");
  assert(store.health().bytes <= 8_388_608);
});

Deno.test("a value takes at most 4 bytes, all that is kept of it included", () => {
  using state = stateDir();
  const clock = recordingClock();
  const { store, recorder } = recording(state.dir, { clock });
  using _ = store;
  const bare = store.health().bytes;
  const all = Array.from({ length: 60 }, (_, index) => ({ name: "cpu", subject: `${index}`, value: 0 }));
  const ticks = 8640;
  for (let tick = 0; tick < ticks; tick++) {
    for (const one of all) one.value = (tick * 7919 + Number(one.subject) * 104_729) % 1_000_003;
    recorder.append(clock.wall(), all);
    if (tick % 60 === 0) recorder.flush();
    clock.pass(10_000);
    if (tick % 60 === 0) settle(recorder);
  }
  const kept = 60 * (ticks + 3 * ticks / 6 + 3 * ticks / 90);
  const each = (store.health().bytes - bare) / kept;
  assert(each <= 4, `${each.toFixed(2)} bytes`);
});
