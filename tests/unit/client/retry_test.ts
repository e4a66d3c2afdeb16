import assert from "node:assert/strict";
import fc from "fast-check";
import {
  mayRetry,
  pauseBefore,
  RETRY,
  systemTiming,
  type Timing,
  withRetry,
} from "../../../src/client/retry.ts";
import { CortexError, type ErrorCode, ERRORS } from "../../../src/contract/wire.ts";

const codes = Object.keys(ERRORS) as ErrorCode[];
const error = (code: ErrorCode, retry_after_seconds?: number) =>
  new CortexError(code, code, retry_after_seconds === undefined ? {} : { retry_after_seconds });

/** A clock that moves only by sleeping. */
function fakeTiming(random = 0): Timing & { readonly pauses: number[] } {
  const pauses: number[] = [];
  return {
    pauses,
    now: () => pauses.reduce((sum, one) => sum + one, 0),
    sleep: (ms) => Promise.resolve(void pauses.push(ms)),
    random: () => random,
  };
}

async function failing(faults: CortexError[], timing: Timing, policy = RETRY) {
  let tries = 0;
  const signal = new AbortController().signal;
  const outcome = await withRetry(
    () => {
      const fault = faults[tries++];
      return fault === undefined ? Promise.resolve("done") : Promise.reject(fault);
    },
    (one) => mayRetry(one, "query"),
    { policy, timing, signal },
  ).catch((one: CortexError) => one.code);
  return { outcome, tries };
}

Deno.test("a query is repeated after every passing fault and no other", () => {
  const repeated = codes.filter((code) => mayRetry(error(code), "query"));
  assert.deepEqual(repeated, codes.filter((code) => ERRORS[code].passing));
});

Deno.test("an action is repeated only when it was surely not executed", () => {
  const repeated = codes.filter((code) => mayRetry(error(code), "action"));
  assert.deepEqual(repeated, ["BUSY", "RATE_LIMITED", "SOCKET_NOT_FOUND", "CONNECTION_REFUSED"]);
});

Deno.test("pauses double up to the longest; half of each is by chance", () => {
  const busy = error("BUSY");
  const pauses = (random: number) => [2, 3, 4, 5, 6, 7, 8].map((n) => pauseBefore(n, busy, RETRY, random));
  assert.deepEqual(pauses(0), [25, 50, 100, 200, 400, 500, 500]);
  assert.deepEqual(pauses(1), [50, 100, 200, 400, 800, 1000, 1000]);
});

Deno.test("the daemon's own wish is the least", () => {
  assert.equal(pauseBefore(2, error("BUSY", 3), RETRY, 0), 3000);
});

Deno.test("it goes on until it succeeds", async () => {
  const timing = fakeTiming();
  const { outcome, tries } = await failing([error("BUSY"), error("CONNECTION_LOST")], timing);
  assert.deepEqual([outcome, tries, timing.pauses], ["done", 3, [25, 50]]);
});

Deno.test("a fault that does not pass ends it at once", async () => {
  const { outcome, tries } = await failing([error("NOT_FOUND")], fakeTiming());
  assert.deepEqual([outcome, tries], ["NOT_FOUND", 1]);
});

Deno.test("neither tries nor budget are ever exceeded, and the last fault is told", async () => {
  const policies = fc.record({
    attempts: fc.integer({ min: 1, max: 20 }),
    first_pause_ms: fc.integer({ min: 1, max: 500 }),
    longest_pause_ms: fc.integer({ min: 1, max: 2000 }),
    budget_ms: fc.integer({ min: 0, max: 10_000 }),
  });
  await fc.assert(
    fc.asyncProperty(policies, fc.float({ min: 0, max: 1, noNaN: true }), async (policy, chance) => {
      const timing = fakeTiming(chance);
      const { outcome, tries } = await failing(Array(50).fill(error("TIMEOUT")), timing, policy);
      assert.equal(outcome, "TIMEOUT");
      assert.ok(tries <= policy.attempts);
      assert.ok(timing.now() <= policy.budget_ms);
    }),
  );
});

Deno.test("what is no CortexError is not repeated", async () => {
  let tries = 0;
  const attempt = () => {
    tries++;
    return Promise.reject(new RangeError("a fault of ours"));
  };
  const how = { policy: RETRY, timing: fakeTiming(), signal: new AbortController().signal };
  await assert.rejects(withRetry(attempt, () => true, how), RangeError);
  assert.equal(tries, 1);
});

Deno.test("an abort ends a pause", async () => {
  const controller = new AbortController();
  const pause = systemTiming.sleep(60_000, controller.signal);
  controller.abort(new Error("enough"));
  await assert.rejects(pause, /enough/);
  await assert.rejects(systemTiming.sleep(60_000, controller.signal), /enough/);
});
