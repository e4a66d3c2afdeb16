import assert from "node:assert/strict";
import { stateDir } from "../_state.ts";
import { put, recording, settle, START_MS, TICK_MS, values } from "./_recording.ts";

/** The state folder as a killed process leaves it: a copy, while it is open. */
function copyOf(dir: string, to: string): void {
  Deno.mkdirSync(to, { recursive: true });
  for (const { name } of Deno.readDirSync(dir)) Deno.copyFileSync(`${dir}/${name}`, `${to}/${name}`);
}

Deno.test("a killed process loses no sample, wherever it was", () => {
  using state = stateDir();
  using copies = stateDir();
  const { store, recorder } = recording(state.dir, { history: { max_series: 200 } });
  using _ = store;
  const ticks = 200;
  const subjects = Array.from({ length: 100 }, (_, index) => `${index}`);
  for (let tick = 0; tick < ticks; tick++) {
    const at_ms = START_MS + tick * TICK_MS;
    recorder.append(at_ms, subjects.map((subject) => ({ name: "cpu", subject, value: tick })));
    recorder.flush();
    if (tick % 3 === 0) recorder.maintain();
    // Around the end of a block, of which not all series are moved at once.
    if (tick % 60 !== 0 && (tick < 178 || tick > 186)) continue;
    const dir = `${copies.dir}/${tick}`;
    copyOf(state.dir, dir);
    const copy = recording(dir);
    using _ = copy.store;
    assert.equal(copy.store.health().state, "ok");
    const wanted = Array.from({ length: ticks }, (_, index) => index <= tick ? index : null);
    for (const subject of ["0", "50", "99"]) {
      assert.deepEqual(values(copy.recorder, { count: ticks, subject }), wanted, `tick ${tick}`);
    }
  }
});

Deno.test("the oldest sample and the blocks are told, also of what is in the journal only", () => {
  using state = stateDir();
  const { store, recorder } = recording(state.dir);
  assert.equal(store.health().oldest_sample_at, null);
  put(recorder, START_MS + TICK_MS, 1);
  assert.equal(store.health().oldest_sample_at, "2026-11-21T12:00:10.000Z");
  assert.equal(store.rows(), 0);
  put(recorder, START_MS + 3_600_000, 2);
  settle(recorder);
  assert.equal(store.rows(), 3);
  assert.equal(store.health().oldest_sample_at, "2026-11-21T12:00:00.000Z");
  store.close();
  const again = recording(state.dir);
  using _ = again.store;
  assert.equal(again.store.rows(), 3);
  assert.equal(again.store.health().oldest_sample_at, "2026-11-21T12:00:00.000Z");
});

Deno.test("while nothing can be written samples wait in memory, and are kept when it is possible again", () => {
  using state = stateDir();
  const { store, recorder } = recording(state.dir);
  const tick = (number: number) => {
    const subjects = Array.from({ length: 30 }, (_, index) => `${index}`);
    const at_ms = START_MS + number * TICK_MS;
    recorder.append(at_ms, subjects.map((subject) => ({ name: "cpu", subject, value: number })));
    recorder.flush();
  };
  tick(0);
  // SQLite does not go below what there is: each page more is refused.
  store.limit(store.health().bytes);
  for (let number = 1; number < 1000; number++) tick(number);
  assert.equal(store.health().state, "failing");
  assert.deepEqual(
    values(recorder, { count: 1000, subject: "7" }),
    Array.from({ length: 1000 }, (_, at) => at),
  );
  store.limit(268_435_456);
  tick(1000);
  settle(recorder);
  assert.equal(store.health().state, "ok");
  store.close();
  const again = recording(state.dir);
  using _ = again.store;
  const wanted = Array.from({ length: 1001 }, (_, at) => at);
  assert.deepEqual(values(again.recorder, { count: 1001, subject: "7" }), wanted);
});
