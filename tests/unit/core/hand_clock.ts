import type { Clock } from "../../../src/core/clock.ts";

/** A clock that stands still until it is moved. */
export interface HandClock extends Clock {
  pass(ms: number): void;
  /** Somebody sets the clock on the wall. */
  set(wall_ms: number): void;
}

/** A clock that shows this. */
export function handClock(wall_ms = 0, steady_ms = 0): HandClock {
  return {
    wall: () => wall_ms,
    steady: () => steady_ms,
    pass: (ms) => {
      wall_ms += ms;
      steady_ms += ms;
    },
    set: (to_ms) => void (wall_ms = to_ms),
  };
}
