import { gaps, type Slots } from "./slots.ts";
import type { Tick } from "./tick.ts";
import type { Tiers } from "./tiers.ts";

/** The samples of the finest tier that are not in a block yet. */
export interface OpenBlock {
  readonly start_ms: number;
  /** As they were when it was opened. */
  readonly tiers: Tiers;
  readonly series: ReadonlyMap<number, Float32Array>;
  /** Ticks the journal has not got yet. */
  unwritten: readonly Tick[];
  /** Where those that it has got end. */
  journal_end: number;
  /** Whether a moment falls into it. */
  holds(at_ms: number): boolean;
  /** Puts a tick into the slot of a moment; a later one of the same slot takes its place. */
  put(tick: Tick, at_ms: number): void;
  slotsOf(series: number): Slots | null;
  /** Lets go of series that are on the disk. */
  release(series: readonly number[]): void;
}

/** The block of a moment. */
export function openBlock(tiers: Tiers, at_ms: number): OpenBlock {
  const [{ step_ms, span_ms }] = tiers;
  const start_ms = Math.floor(at_ms / span_ms) * span_ms;
  const series = new Map<number, Float32Array>();
  return {
    start_ms,
    tiers,
    series,
    unwritten: [],
    journal_end: 0,
    holds: (at_ms) => at_ms >= start_ms && at_ms < start_ms + span_ms,
    put: ({ ids, values }, at_ms) => {
      const slot = Math.floor((at_ms - start_ms) / step_ms);
      ids.forEach((id, index) => {
        let own = series.get(id);
        if (own === undefined) series.set(id, own = gaps(span_ms / step_ms));
        own[slot] = values[index] ?? NaN;
      });
    },
    slotsOf: (id) => {
      const values = series.get(id);
      return values === undefined ? null : { start_ms, step_ms, values };
    },
    release: (ids) => {
      for (const id of ids) series.delete(id);
    },
  };
}
