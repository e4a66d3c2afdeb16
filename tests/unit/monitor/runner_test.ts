import assert from "node:assert/strict";
import type { Sample } from "../../../src/core/sample.ts";
import type { AnyCollector, Collect, Collector } from "../../../src/monitor/collector.ts";
import { defineCollector, defineFigures } from "../../../src/monitor/collector.ts";
import type { Parts } from "../../../src/monitor/parts.ts";
import { runCollectors } from "../../../src/monitor/runner.ts";
import { fakeTime } from "../core/_ports.ts";
import { contextOf, memoryHost } from "./_hosts.ts";

const LOAD = { load_1: 1, load_5: 2, load_15: 3 };

/** A collector for descriptors or load that does what the test wants. */
const descriptors = (collect: Collect<Parts["descriptors"]>): Collector =>
  defineCollector({ name: "descriptors", help: "For a test", reads: [], create: () => collect });
const load = (collect: Collect<Parts["load"]>, rates = false): Collector =>
  defineCollector({ name: "load", help: "For a test", reads: [], rates, create: () => collect });

/** Runs collectors in time that moves when told. */
function run(
  collectors: readonly AnyCollector[],
  timing: { interval_ms?: number; timeout_ms?: number } = {},
) {
  const time = fakeTime();
  const samples: Sample[] = [];
  const at: number[] = [];
  const controller = new AbortController();
  const ended = runCollectors({
    collectors,
    context: contextOf(memoryHost({})),
    interval_ms: 10_000,
    timeout_ms: 2000,
    ...timing,
    clock: time.clock,
    sleep: time.sleep,
    onSample(sample) {
      samples.push(sample);
      at.push(time.clock.steady());
    },
  }, controller.signal);
  const states = () =>
    Object.fromEntries(samples.at(-1)?.collectors.map(({ name, state }) => [name, state]) ?? []);
  const message = (name: string) => samples.at(-1)?.collectors.find((each) => each.name === name)?.message;
  return { time, samples, at, controller, ended, states, message };
}

Deno.test("the first sample comes after 200 ms, the others on the interval", async () => {
  const { time, at, samples } = run([load(() => LOAD)]);
  await time.pass(30_000);
  assert.deepEqual(at, [200, 10_000, 20_000, 30_000]);
  assert.deepEqual(samples.map((sample) => sample.elapsed_ms), [200, 9800, 10_000, 10_000]);
  assert.equal(samples[1]?.taken_at_ms, Date.UTC(2026, 0, 1) + 10_000);
});

Deno.test("figures come into a sample under their own names, those of several collectors together", async () => {
  const figures = (name: string, values: Record<string, number | null>) =>
    defineFigures({ name, help: "For a test", reads: [], figures: {}, create: () => () => values });
  const { time, samples, states } = run([
    figures("first", { a_bytes: 1, b_bytes: null }),
    load(() => LOAD),
    figures("second", { c_bytes: 3 }),
    defineFigures({ name: "absent", help: "For a test", reads: [], figures: {}, create: () => () => null }),
  ]);
  await time.pass(200);
  assert.deepEqual(samples[0]?.figures, { a_bytes: 1, b_bytes: null, c_bytes: 3 });
  assert.deepEqual(states(), { first: "ok", load: "ok", second: "ok", absent: "absent" });
});

Deno.test("collectors of rates run once more before the first sample", async () => {
  const runs = { rates: 0, other: 0 };
  const { time } = run([
    load(() => (runs.rates++, LOAD), true),
    descriptors(() => (runs.other++, null)),
  ]);
  await time.pass(200);
  assert.deepEqual(runs, { rates: 2, other: 1 });
});

Deno.test("a collector that throws is told apart and the others go on", async () => {
  const { time, states, message } = run([
    descriptors(() => {
      throw new Error("Cannot read it: EIO");
    }),
    load(() => LOAD),
  ]);
  await time.pass(200);
  assert.deepEqual(states(), { descriptors: "failed", load: "ok" });
  assert.equal(message("descriptors"), "Cannot read it: EIO");
  assert.equal(message("load"), null);
});

Deno.test("a rejection counts as a throw, and a machine without the thing is no failure", async () => {
  const { time, states } = run([
    descriptors(() => Promise.reject(new Error("late error"))),
    load(() => Promise.resolve(null)),
  ]);
  await time.pass(200);
  assert.deepEqual(states(), { descriptors: "failed", load: "absent" });
});

Deno.test("a collector that hangs costs the first sample half a second and later ones nothing", async () => {
  let begun = 0;
  const { time, at, states, message } = run([
    descriptors(() => (begun++, new Promise(() => {}))),
    load(() => LOAD),
  ]);
  await time.pass(1000);
  assert.deepEqual(at, [720]);
  assert.deepEqual(states(), { descriptors: "timed_out", load: "ok" });
  await time.pass(29_000);
  assert.deepEqual(at, [720, 10_000, 20_000, 30_000]);
  assert.equal(begun, 1, "nothing is piled up on it");
  assert.equal(message("descriptors"), 'Cannot finish "descriptors": no end after 29800 ms');
});

Deno.test("a collector that came back is run again", async () => {
  const hanging = Promise.withResolvers<null>();
  let begun = 0;
  const { time, states } = run([descriptors(() => ++begun === 1 ? hanging.promise : null)]);
  await time.pass(10_000);
  assert.deepEqual(states(), { descriptors: "timed_out" });
  hanging.resolve(null);
  await time.pass(10_000);
  assert.deepEqual([states(), begun], [{ descriptors: "absent" }, 2]);
});

Deno.test("what a collector hands in at its deadline counts, marked as incomplete", async () => {
  const part = { used: 1, max: 2, usage_percent: 50 };
  const { time, samples, states, message } = run([
    descriptors((tick) =>
      new Promise((resolve) =>
        tick.signal.addEventListener("abort", () => {
          tick.incomplete("one mount is missing");
          resolve(part);
        })
      )
    ),
  ]);
  await time.pass(1000);
  assert.deepEqual(samples[0]?.descriptors, part);
  assert.deepEqual([states(), message("descriptors")], [
    { descriptors: "timed_out" },
    "one mount is missing",
  ]);
});

Deno.test("ticks that were missed are left out, and none overlap", async () => {
  let running = 0;
  let most = 0;
  const time_of = { next: 25_000 };
  const { time, at } = run([
    descriptors(async () => {
      most = Math.max(most, ++running);
      await time.sleep(time_of.next);
      running--;
      time_of.next = 0;
      return null;
    }),
  ], { timeout_ms: 60_000 });
  await time.pass(1000); // the first sample has a shorter deadline; the slow run goes on behind it
  assert.deepEqual(at, [720]);
  await time.pass(60_000);
  assert.equal(most, 1);
  assert.deepEqual(at, [720, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
});

Deno.test("a slow tick is followed by the next on the interval, not by those it missed", async () => {
  let slow = false;
  const { time, at } = run([
    load(async () => {
      if (slow) await time.sleep(25_000);
      return LOAD;
    }),
  ], { timeout_ms: 60_000 });
  await time.pass(200);
  slow = true;
  await time.pass(10_000);
  slow = false;
  await time.pass(50_000);
  assert.deepEqual(at, [200, 35_000, 40_000, 50_000, 60_000]);
});

Deno.test("nothing is told after the end", async () => {
  const { time, at, controller, ended } = run([load(() => LOAD)]);
  await time.pass(10_000);
  controller.abort();
  await ended;
  await time.pass(60_000);
  assert.deepEqual([at, time.waits()], [[200, 10_000], []]);
});
