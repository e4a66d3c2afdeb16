import assert from "node:assert/strict";
import { CortexError, type Subsystem } from "../../../src/contract/mod.ts";
import { supervise } from "../../../src/core/supervisor.ts";
import { fakeTime } from "./_ports.ts";

/** Something that can be made to die, and what its supervisor said of it. */
function mortal(fail_starts: readonly number[] = []) {
  const time = fakeTime();
  const states: Subsystem[] = [];
  const dying: ((reason: Error) => void)[] = [];
  let terminated = 0;
  const supervisor = supervise({
    name: "worker",
    start(ended) {
      dying.push(ended);
      if (fail_starts.includes(dying.length)) {
        return Promise.reject(new Error(`start ${dying.length} failed`));
      }
      return Promise.resolve({
        heartbeatAt: time.clock.wall,
        heapBytes: () => 7,
        terminate: () => void terminated++,
      });
    },
    onState: (state) => states.push(state),
    max_restarts: 3,
    window_ms: 60_000,
    back_off: { first_pause_ms: 100, longest_pause_ms: 300 },
    random: () => 1,
    clock: time.clock,
    sleep: time.sleep,
  });
  const die = () => dying.at(-1)?.(new Error("it died"));
  return { supervisor, time, states, die, starts: () => dying.length, terminated: () => terminated };
}

const never = new AbortController().signal;

Deno.test("what dies is started again, a little later each time, and given up after three times", async () => {
  const { supervisor, time, states, die, starts } = mortal();
  await supervisor.start(never);
  for (const pause of [100, 200, 300]) {
    die();
    await time.pass(pause - 1);
    assert.equal(supervisor.state().state, "restarting");
    assert.throws(
      supervisor.current,
      (error: unknown) => error instanceof CortexError && error.code === "UNAVAILABLE",
    );
    await time.pass(1);
    assert.equal(supervisor.state().state, "running");
    supervisor.current();
  }
  die();
  await time.pass(60_000);
  assert.equal(starts(), 4);
  const last = supervisor.state();
  assert.deepEqual([last.state, last.restarts, last.message], [
    "unhealthy",
    3,
    "it died; given up after 3 restarts",
  ]);
  assert.deepEqual(
    states.map(({ state }) => state),
    [
      ["starting", "running"],
      ["restarting", "running"],
      ["restarting", "running"],
      ["restarting", "running"],
      ["unhealthy"],
    ].flat(),
  );
});

Deno.test("restarts of long ago are forgiven", async () => {
  const { supervisor, time, die } = mortal();
  await supervisor.start(never);
  for (let round = 0; round < 10; round++) {
    die();
    await time.pass(30_000);
    assert.equal(supervisor.state().state, "running", `round ${round}`);
  }
  assert.equal(supervisor.state().restarts, 10);
});

Deno.test("a restart that fails counts as another death", async () => {
  const { supervisor, time, die, starts } = mortal([2, 3]);
  await supervisor.start(never);
  die();
  await time.pass(10_000);
  assert.deepEqual([starts(), supervisor.state().state, supervisor.state().restarts], [4, "running", 3]);
});

Deno.test("a first start that fails is the caller's to handle", async () => {
  const { supervisor, time, starts } = mortal([1]);
  await assert.rejects(supervisor.start(never), /start 1 failed/);
  await time.pass(10_000);
  assert.deepEqual([starts(), supervisor.state().state], [1, "off"]);
});

Deno.test("a thing that dies before it has started counts as not started", async () => {
  const supervisor = supervise({
    name: "worker",
    start(ended) {
      ended(new Error("died early"));
      return Promise.resolve({ heartbeatAt: () => 0, heapBytes: () => 0, terminate() {} });
    },
  });
  await assert.rejects(supervisor.start(never), /died early/);
});

Deno.test("stopping ends it, and ends the wait for a restart", async () => {
  const running = mortal();
  await running.supervisor.start(never);
  running.supervisor.stop();
  assert.deepEqual([running.terminated(), running.supervisor.state().state], [1, "off"]);

  const waiting = mortal();
  await waiting.supervisor.start(never);
  waiting.die();
  await waiting.time.pass(10);
  waiting.supervisor.stop();
  await waiting.time.pass(10_000);
  assert.deepEqual([waiting.starts(), waiting.supervisor.state().state], [1, "off"]);
});

Deno.test("a start that is aborted leaves nothing behind", async () => {
  const { supervisor, terminated } = mortal();
  const controller = new AbortController();
  const starting = supervisor.start(controller.signal);
  controller.abort();
  await assert.rejects(starting, /abort/i);
  assert.deepEqual([terminated(), supervisor.state().state], [1, "off"]);
});

Deno.test("the last sign of life is kept after death", async () => {
  const { supervisor, time, die } = mortal();
  assert.deepEqual([supervisor.state().last_heartbeat_at, supervisor.state().heap_bytes], [null, null]);
  await supervisor.start(never);
  await time.pass(5000);
  assert.equal(supervisor.state().heap_bytes, 7);
  die();
  await time.pass(50);
  assert.equal(supervisor.state().last_heartbeat_at, "2026-01-01T00:00:05.000Z");
  supervisor.stop();
});
