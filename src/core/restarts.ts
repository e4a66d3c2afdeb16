import { type BackOff, pauseMs } from "../contract/wire.ts";
import { type Clock, systemClock } from "./clock.ts";

/** How often a thing that dies may be started again. */
export interface RestartTerms {
  /** Restarts within the window; one more death and it is given up. @default {3} */
  readonly max_restarts?: number;
  /** @default {600000} */
  readonly window_ms?: number;
  /**
   * Pauses before restarts that follow one another within the window.
   * @default {{ first_pause_ms: 500, longest_pause_ms: 8000 }}
   */
  readonly back_off?: BackOff;
  readonly clock?: Clock;
  /** Chance, 0 to below 1; something else in tests. */
  random?(): number;
}

/** The restarts of one thing. */
export interface Restarts {
  /** Since the daemon started. */
  total(): number;
  /** Counts one more and tells the pause before it, milliseconds; null: it has died too often and is given up. */
  next(): number | null;
  /** Why it is given up, in words that end a message. */
  givenUp(): string;
  /** Begins anew: what was given up may be started again. */
  forget(): void;
}

/** None so far. */
export function createRestarts(terms: RestartTerms = {}): Restarts {
  const { max_restarts = 3, window_ms = 600_000, clock = systemClock, random = Math.random } = terms;
  const { back_off = { first_pause_ms: 500, longest_pause_ms: 8000 } } = terms;
  /** Steady times of those within the window. */
  let recent: number[] = [];
  let total = 0;
  return {
    total: () => total,
    next: () => {
      const now_ms = clock.steady();
      recent = recent.filter((at_ms) => now_ms - at_ms < window_ms);
      if (recent.length >= max_restarts) return null;
      total++;
      recent.push(now_ms);
      return pauseMs(back_off, recent.length + 1, random());
    },
    givenUp: () => `given up after ${recent.length} restarts`,
    forget: () => void (recent = []),
  };
}
