import type { Clock } from "../../../src/core/clock.ts";
import { rfc3339 } from "../../../src/core/clock.ts";
import type { Moment } from "../../../src/alerts/episode.ts";

/** When the tests begin. */
export const START_MS = Date.parse("2026-11-21T10:00:00.000Z");

/** The moment so many seconds after the start. */
export function momentAt(seconds: number): Moment {
  const now_ms = START_MS + seconds * 1000;
  return { now_ms, at: rfc3339(now_ms) };
}

/** A clock that stands still until it is moved. */
export interface TestClock extends Clock {
  pass(seconds: number): void;
  /** Somebody sets the clock on the wall. */
  set(wall_ms: number): void;
}

/** A clock at the start of the tests. */
export function testClock(): TestClock {
  let wall_ms = START_MS;
  let steady_ms = 1000;
  return {
    wall: () => wall_ms,
    steady: () => steady_ms,
    pass: (seconds) => {
      wall_ms += seconds * 1000;
      steady_ms += seconds * 1000;
    },
    set: (to_ms) => {
      wall_ms = to_ms;
    },
  };
}

/** Ids in the order in which they are asked for. */
export function countingIds(): () => string {
  let count = 0;
  return () => `00000000-0000-4000-8000-${String(++count).padStart(12, "0")}`;
}
