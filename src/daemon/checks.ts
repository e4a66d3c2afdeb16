import type { Clock } from "../core/clock.ts";
import type { Service } from "../core/service.ts";
import { type Logger, logger } from "../log/mod.ts";
import { createDue } from "./due.ts";

/** When the checks are due, as a cron expression in UTC. */
const SCHEDULE = "*/5 * * * *";

/** From the start to the first run, which starts a worker: a start answers its clients first. */
const FIRST_RUN_MS = 300;

/** How often the guard looks. */
const GUARD_LOOK_MS = 20_000;

/** One thing that is looked at every 5 minutes. Must keep its own deadline. */
export interface Check {
  readonly name: string;
  run(signal: AbortSignal): Promise<void>;
}

/**
 * Runs the checks soon after the start, unless one of them was what ended the run before, then every 5 minutes by the
 * clock on the wall, and by the steady clock if that fails.
 */
export function createChecks(checks: readonly Check[], clock: Clock, soon = true): Service {
  const log: Logger = logger("checks");
  const life = new AbortController();
  const due = createDue(clock);
  let guard: ReturnType<typeof setInterval> | undefined;
  let first: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;

  const runAll = () => running ??= each().finally(() => running = undefined);
  const each = async () => {
    due.ran();
    for (const check of checks) {
      if (life.signal.aborted) return;
      try {
        await check.run(life.signal);
      } catch (error) {
        if (!life.signal.aborted) log.error("Cannot finish the check {check}", { check: check.name, error });
      }
    }
  };

  return {
    name: "checks",
    start: () => {
      // A rejection of the cron's own promise only says that its signal was used.
      Deno.cron("cortex checks", SCHEDULE, { signal: life.signal }, async () => {
        if (due.byCron()) await runAll();
      }).catch(() => {});
      guard = setInterval(() => {
        if (due.byGuard()) void runAll();
      }, GUARD_LOOK_MS);
      if (soon) first = setTimeout(runAll, FIRST_RUN_MS);
      return Promise.resolve();
    },
    [Symbol.asyncDispose]: async () => {
      clearTimeout(first);
      clearInterval(guard);
      life.abort();
      await running;
    },
  };
}
