import assert from "node:assert/strict";
import { CoarseTimer, type Expiring } from "../../../src/core/coarse_timer.ts";

function setup() {
  let now = 0;
  const timer = new CoarseTimer({ wall: () => 0, steady: () => now });
  const ended: string[] = [];
  const entry = (name: string, expires_ms: number): Expiring & { expires_ms: number } => ({
    expires_ms,
    expire: () => ended.push(name),
  });
  return { timer, ended, entry, at: (ms: number) => (now = ms, timer.check()) };
}

Deno.test("what is overdue ends once, in its order; the rest is watched on", () => {
  const { timer, ended, entry, at } = setup();
  timer.watch(entry("first", 100));
  timer.watch(entry("never", Infinity));
  timer.watch(entry("second", 200));
  at(99);
  assert.deepEqual(ended, []);
  at(100);
  at(150);
  at(5000);
  assert.deepEqual(ended, ["first", "second"]);
  assert.equal(timer.size, 1);
  timer.stop();
});

Deno.test("what is forgotten does not end, and a deadline may move", () => {
  const { timer, ended, entry, at } = setup();
  const forgotten = entry("forgotten", 10);
  const moved = entry("moved", 10);
  timer.watch(forgotten);
  timer.watch(moved);
  timer.forget(forgotten);
  moved.expires_ms = 1000;
  at(500);
  assert.deepEqual(ended, []);
  at(1000);
  assert.deepEqual(ended, ["moved"]);
});

Deno.test({
  name: "the timer stops by itself when nothing is watched",
  // The runner's look for left-over timers is the check.
  sanitizeOps: true,
  fn: () => {
    const { timer, entry, at } = setup();
    timer.watch(entry("one", 10));
    at(10);
  },
});
