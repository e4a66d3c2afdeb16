import type { Clock } from "../core/clock.ts";

/**
 * Without a run for this long they are due by the steady clock alone: the cron falls silent when the clock goes back.
 */
const GUARD_MS = 5 * 60_000 + 20_000;

/** The cron fires at once when the clock goes forward: a run this short ago counts for it. */
const APART_MS = 4 * 60_000;

/** When the checks are due, by two clocks of which one may be set. */
export interface Due {
  /** The cron has fired: whether they are to run. */
  byCron(): boolean;
  /** Some time has passed: whether they are to run. */
  byGuard(): boolean;
  /** They run now. */
  ran(): void;
}

/** Nothing has run yet. */
export function createDue(clock: Clock): Due {
  let last_ms = -Infinity;
  const since = () => clock.steady() - last_ms;
  return {
    byCron: () => since() >= APART_MS,
    byGuard: () => since() >= GUARD_MS,
    ran: () => {
      last_ms = clock.steady();
    },
  };
}
