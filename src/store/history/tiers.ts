import type { Config } from "../../config/mod.ts";

/** Names of the tiers, finest first; each has a table of its own. */
export const TIER_NAMES = ["fine", "medium", "coarse"] as const;
/** Name of a tier. */
export type TierName = (typeof TIER_NAMES)[number];

/** One resolution of the history. */
export interface Tier {
  readonly name: TierName;
  /** Time of one slot. */
  readonly step_ms: number;
  /** How long it is kept. */
  readonly keep_ms: number;
  /** Time of one block, which begins at a multiple of it. */
  readonly span_ms: number;
}

/** The tiers, finest first. The step of each is a multiple of the one before. */
export type Tiers = readonly [fine: Tier, medium: Tier, coarse: Tier];

/**
 * Slots of a block, with one value each in the finest tier and three in the others: 540, 1,944 and 540 bytes, of
 * which seven or two fill a page of SQLite (https://sqlite.org/fileformat.html, 1.6) to 96 %. With the default
 * steps a tier is 48 blocks long.
 */
const SLOTS = { fine: 180, medium: 216, coarse: 60 };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The tiers of a configuration: no slot is shorter than the time between two samples. */
export function tiersOf({ history, monitor }: Pick<Config, "history" | "monitor">): Tiers {
  const fine = Math.ceil(Math.max(history.fine_step_seconds, monitor.interval_seconds) * 1000);
  const medium = multiple(history.medium_step_seconds * 1000, fine);
  const coarse = multiple(history.coarse_step_seconds * 1000, medium);
  return [
    {
      name: "fine",
      step_ms: fine,
      keep_ms: history.fine_hours * HOUR_MS,
      // Whole coarse slots, so that one block is enough to make them.
      span_ms: multiple(fine * SLOTS.fine, coarse),
    },
    {
      name: "medium",
      step_ms: medium,
      keep_ms: history.medium_days * DAY_MS,
      span_ms: medium * SLOTS.medium,
    },
    {
      name: "coarse",
      step_ms: coarse,
      keep_ms: history.coarse_days * DAY_MS,
      span_ms: coarse * SLOTS.coarse,
    },
  ];
}

/** The least multiple of `step` that is not below `value`. */
function multiple(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
