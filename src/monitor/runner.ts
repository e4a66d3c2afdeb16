import type { Clock } from "../core/clock.ts";
import type { Sample } from "../core/sample.ts";
import type { Sleep } from "../core/sleep.ts";
import { assembleSample } from "./assemble.ts";
import type { AnyCollector, CollectorContext } from "./collector.ts";
import type { Parts } from "./parts.ts";
import { contain } from "./contained_run.ts";

/** What {@link runCollectors} takes. */
export interface RunnerOptions {
  readonly collectors: readonly AnyCollector[];
  readonly context: CollectorContext;
  readonly interval_ms: number;
  /** Time a collector has. */
  readonly timeout_ms: number;
  readonly clock: Clock;
  readonly sleep: Sleep;
  onSample(sample: Sample): void;
}

/** Between the two readings that the first rates come from. */
const FIRST_WINDOW_MS = 200;
/** Longest time a collector has at the start, so that one that hangs cannot keep the first sample back. */
const FIRST_TIMEOUT_MS = 500;

/**
 * Runs the collectors: twice at once, for a first sample with rates, then on every interval. Ticks never overlap,
 * and those that were missed are left out. Each collector has its own deadline; one that throws or hangs is told
 * apart in the sample, and the others are not held up. Ends when the signal aborts.
 */
export async function runCollectors(options: RunnerOptions, signal: AbortSignal): Promise<void> {
  const { clock, sleep, interval_ms, timeout_ms } = options;
  const all = options.collectors.map((collector) => ({
    rates: collector.rates === true,
    is_figures: "figures" in collector,
    run: contain(collector, options.context, options),
  }));
  let ticked_at = clock.steady();

  const tick = async (deadline_ms: number, chosen = all): Promise<Sample> => {
    const time = { wall_ms: clock.wall(), steady_ms: clock.steady(), deadline_ms };
    const results = await Promise.all(
      chosen.map(async ({ is_figures, run }) => ({ is_figures, ...await run(time) })),
    );
    const elapsed_ms = time.steady_ms - ticked_at;
    ticked_at = time.steady_ms;
    const parts = results.filter(({ is_figures, value }) => !is_figures && value !== null);
    const figures = results.filter(({ is_figures }) => is_figures);
    return assembleSample({
      taken_at_ms: time.wall_ms,
      elapsed_ms,
      parts: Object.fromEntries(parts.map(({ run, value }) => [run.name, value])) as Partial<Parts>,
      figures: Object.assign({}, ...figures.map(({ value }) => value)),
      runs: results.map(({ run }) => run),
    });
  };

  try {
    let deadline_ms = Math.min(timeout_ms, FIRST_TIMEOUT_MS);
    let next_at = clock.steady();
    await tick(deadline_ms, all.filter(({ rates }) => rates));
    await sleep(FIRST_WINDOW_MS, signal);
    for (;;) {
      const sample = await tick(deadline_ms);
      if (signal.aborted) return;
      options.onSample(sample);
      deadline_ms = timeout_ms;
      // At least one interval on, because a timer may fire a little early; more when ticks were missed.
      next_at += interval_ms * Math.max(1, Math.ceil((clock.steady() - next_at) / interval_ms));
      await sleep(next_at - clock.steady(), signal);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
