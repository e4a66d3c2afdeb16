import { type BackOff, CortexError, type ErrorCode, ERRORS, pauseMs, type Route } from "../contract/wire.ts";

/** How passing faults are tried again. */
export interface RetryPolicy extends BackOff {
  /**
   * Tries of one call, the first included.
   * @default {8}
   */
  readonly attempts: number;
  /**
   * Pause before the second try, milliseconds; each further one doubles it.
   * @default {50}
   */
  readonly first_pause_ms: number;
  /**
   * Longest pause, milliseconds.
   * @default {1000}
   */
  readonly longest_pause_ms: number;
  /**
   * Time after which no further try begins, milliseconds from the start of the call.
   * @default {5000}
   */
  readonly budget_ms: number;
}

/** Rides out a restart of the daemon, and ends before a person loses patience. */
export const RETRY: RetryPolicy = {
  attempts: 8,
  first_pause_ms: 50,
  longest_pause_ms: 1000,
  budget_ms: 5000,
};

/** Clock and chance of the retries; tests bring their own. */
export interface Timing {
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Ends after the time; rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** 0 to below 1. */
  random(): number;
}

/** The machine's clock. */
export const systemTiming: Timing = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const abort = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", abort);
        resolve();
      }, ms);
      signal.addEventListener("abort", abort, { once: true });
    }),
  random: Math.random,
};

/** Faults that come before the daemon has begun an operation: an action that met one has surely not been executed. */
const BEFORE_EXECUTION: ReadonlySet<ErrorCode> = new Set([
  "SOCKET_NOT_FOUND",
  "CONNECTION_REFUSED",
  "BUSY",
  "RATE_LIMITED",
]);

/** Whether the same call may be made again: the fault passes, and doing it twice changes nothing. */
export function mayRetry(error: CortexError, kind: Route["kind"]): boolean {
  return ERRORS[error.code].passing && (kind === "query" || BEFORE_EXECUTION.has(error.code));
}

/**
 * Milliseconds before try number `attempt` (2 is the first repetition): by the rule of all retries, and never less
 * than the daemon asked for.
 */
export function pauseBefore(
  attempt: number,
  error: CortexError,
  policy: RetryPolicy,
  random: number,
): number {
  return Math.max(pauseMs(policy, attempt, random), (error.retry_after_seconds ?? 0) * 1000);
}

/**
 * Runs `attempt` until it succeeds, its fault may not be retried, or tries or budget are used up; then its last fault
 * is thrown.
 */
export async function withRetry<T>(
  attempt: () => Promise<T>,
  retriable: (error: CortexError) => boolean,
  { policy, timing, signal }: { policy: RetryPolicy; timing: Timing; signal: AbortSignal },
): Promise<T> {
  const end = timing.now() + policy.budget_ms;
  for (let number = 2;; number++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof CortexError) || !retriable(error) || number > policy.attempts) throw error;
      const pause_ms = pauseBefore(number, error, policy, timing.random());
      if (timing.now() + pause_ms > end) throw error;
      await timing.sleep(pause_ms, signal);
    }
  }
}
