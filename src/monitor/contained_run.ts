import type { Clock } from "../core/clock.ts";
import type { Sample } from "../core/sample.ts";
import type { Sleep } from "../core/sleep.ts";
import type { CollectorRun } from "./assemble.ts";
import type { AnyCollector, CollectorContext, Tick } from "./collector.ts";
import type { CollectorName, Parts } from "./parts.ts";
import { messageOf } from "../core/message_of.ts";

type Value = Parts[CollectorName] | Sample["figures"] | null;

/** How a run went, and what it brought. */
export interface RunResult {
  readonly run: CollectorRun;
  readonly value: Value;
}

/** When a tick began, by both clocks, and how long its collectors may take. */
export interface RunTime {
  readonly wall_ms: number;
  readonly steady_ms: number;
  readonly deadline_ms: number;
}

/** After its deadline a collector may still hand in what it has. */
const GRACE_MS = 20;

const LATE: unique symbol = Symbol("late");

/**
 * Makes a collector whose runs never reject and end at their deadline. While a run that passed it has not ended,
 * no other is begun.
 */
export function contain(
  collector: AnyCollector,
  context: CollectorContext,
  { clock, sleep }: { readonly clock: Clock; readonly sleep: Sleep },
): (time: RunTime) => Promise<RunResult> {
  const { name } = collector;
  const collect = collector.create(context);
  let unfinished_since: number | null = null;

  const late = (since: number) =>
    `Cannot finish "${name}": no end after ${Math.round(clock.steady() - since)} ms`;

  const withinDeadline = async (value: Promise<Value>, deadline_ms: number, abort: () => void) => {
    const timer = new AbortController();
    const pause = async (ms: number): Promise<typeof LATE> => {
      await sleep(ms, timer.signal);
      return LATE;
    };
    try {
      const first = await Promise.race([value, pause(deadline_ms)]);
      if (first !== LATE) return first;
      abort();
      return await Promise.race([value, pause(GRACE_MS)]);
    } finally {
      timer.abort();
    }
  };

  return async ({ wall_ms, steady_ms, deadline_ms }) => {
    const begun_at = clock.steady();
    const result = (state: CollectorRun["state"], message: string | null, value: Value = null): RunResult => {
      const duration_ms = Math.round((clock.steady() - begun_at) * 1000) / 1000;
      return { run: { name, state, duration_ms, message }, value };
    };
    if (unfinished_since !== null) return result("timed_out", late(unfinished_since));

    const deadline = new AbortController();
    const missing: string[] = [];
    const incomplete = (message: string) => void missing.push(message);
    const tick: Tick = { wall_ms, steady_ms, signal: deadline.signal, incomplete };
    try {
      let value: Value | typeof LATE;
      const returned = collect(tick);
      if (returned instanceof Promise) {
        unfinished_since = begun_at;
        const finished = returned.finally(() => unfinished_since = null);
        value = await withinDeadline(finished, deadline_ms, () => deadline.abort());
      } else value = returned;
      if (value === LATE) return result("timed_out", late(begun_at));
      if (missing.length > 0) return result("timed_out", missing.join("; "), value);
      return result(value === null ? "absent" : "ok", null, value);
    } catch (error) {
      return result("failed", messageOf(error));
    }
  };
}
