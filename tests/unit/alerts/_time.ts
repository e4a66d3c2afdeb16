import { rfc3339 } from "../../../src/core/clock.ts";
import type { Moment } from "../../../src/alerts/episode.ts";
import { type HandClock, handClock } from "../core/hand_clock.ts";

/** When the tests begin. */
export const START_MS = Date.parse("2026-11-21T10:00:00.000Z");

/** The moment so many seconds after the start. */
export function momentAt(seconds: number): Moment {
  const now_ms = START_MS + seconds * 1000;
  return { now_ms, at: rfc3339(now_ms) };
}

/** A clock that passes in seconds. */
export type TestClock = Omit<HandClock, "pass"> & { pass(seconds: number): void };

/** A clock at the start of the tests. */
export function testClock(): TestClock {
  const clock = handClock(START_MS, 1000);
  return { ...clock, pass: (seconds) => clock.pass(seconds * 1000) };
}

/** Ids in the order in which they are asked for. */
export function countingIds(): () => string {
  let count = 0;
  return () => `00000000-0000-4000-8000-${String(++count).padStart(12, "0")}`;
}
