import assert from "node:assert/strict";
import fc from "fast-check";
import { createDue } from "../../../src/daemon/due.ts";
import { testClock } from "../alerts/_time.ts";

const HOUR_SECONDS = 3600;
const JUMPS = [HOUR_SECONDS, -HOUR_SECONDS, -90, 90, "1970-01-01T00:00:00Z", "2038-01-19T03:14:07Z"] as const;

/** Seconds between the runs of two hours in which the clock is set as told, each jump after so many seconds. */
function gaps(jumps: readonly (readonly [after: number, to: (typeof JUMPS)[number]])[]): number[] {
  const clock = testClock();
  const due = createDue(clock);
  const runs: number[] = [];
  const run = () => {
    due.ran();
    runs.push(clock.steady() / 1000);
  };
  // As Deno's: silent until the time it last waited for is reached, once at once after a jump beyond it.
  const nextCron = (from_ms: number) => (Math.floor(from_ms / 300_000) + 1) * 300_000;
  let cron_ms = nextCron(clock.wall());
  run();
  for (let second = 0; second < 2 * HOUR_SECONDS; second++) {
    clock.pass(1);
    for (const [after, to] of jumps) {
      if (after === second) clock.set(typeof to === "number" ? clock.wall() + to * 1000 : Date.parse(to));
    }
    if (clock.wall() >= cron_ms) {
      cron_ms = nextCron(clock.wall());
      if (due.byCron()) run();
    }
    if (second % 20 === 0 && due.byGuard()) run();
  }
  return runs.slice(1).map((at, index) => at - (runs[index] ?? 0));
}

Deno.test("with a clock that nobody sets the checks run every 5 minutes", () => {
  assert.deepEqual(new Set(gaps([])), new Set([300]));
});

Deno.test("property: however the clock is set, no run is lost and none is doubled", () => {
  const jump = fc.tuple(fc.nat(2 * HOUR_SECONDS), fc.constantFrom(...JUMPS));
  fc.assert(
    fc.property(fc.array(jump, { minLength: 1, maxLength: 6 }), (jumps) => {
      for (const gap of gaps(jumps)) assert(gap >= 240 && gap <= 345, `${gap} s between two runs`);
    }),
    { numRuns: 60 },
  );
});
