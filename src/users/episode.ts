import type { UserResource } from "../contract/mod.ts";

/** What one sample says of a user's share of a resource. */
export interface Share {
  readonly user: string;
  readonly uid: number;
  readonly resource: UserResource;
  /** Of all cores, or of the memory. */
  readonly percent: number;
  readonly threshold_percent: number;
}

/** A time in which a user is above their threshold, from the first sample above it on. */
export interface Episode {
  readonly user: string;
  readonly uid: number;
  readonly resource: UserResource;
  /** The first sample, by the wall clock of that moment: for people only. */
  readonly since_ms: number;
  /** Time between the samples so far, by a clock that nobody sets. */
  readonly lasted_ms: number;
  readonly samples: number;
  readonly average_percent: number;
  readonly peak_percent: number;
  readonly latest_percent: number;
  readonly threshold_percent: number;
  /** `lasted_ms` of the last sample below the threshold; null: there was none. */
  readonly dip_ms: number | null;
  /** It has lasted long enough once: no spike any more. */
  readonly persistent: boolean;
}

/** An episode with its first sample; null for one that is below the threshold. */
export function begin(share: Share, wall_ms: number): Episode | null {
  const { percent, ...who } = share;
  if (percent < share.threshold_percent) return null;
  return {
    ...who,
    since_ms: wall_ms,
    lasted_ms: 0,
    samples: 1,
    average_percent: percent,
    peak_percent: percent,
    latest_percent: percent,
    dip_ms: null,
    persistent: false,
  };
}

/**
 * The episode after one more sample, so long after the one before. null: it is over, with the second sample below
 * the threshold within the time that makes a user persistent; one alone, the dip, is tolerated.
 */
export function goOn(before: Episode, share: Share, passed_ms: number, for_ms: number): Episode | null {
  const { percent, ...who } = share;
  const lasted_ms = before.lasted_ms + passed_ms;
  const above = percent >= share.threshold_percent;
  if (!above && before.dip_ms !== null && lasted_ms - before.dip_ms < for_ms) return null;
  const samples = before.samples + 1;
  return {
    ...before,
    ...who,
    lasted_ms,
    samples,
    average_percent: before.average_percent + (percent - before.average_percent) / samples,
    peak_percent: Math.max(before.peak_percent, percent),
    latest_percent: percent,
    dip_ms: above ? before.dip_ms : lasted_ms,
    persistent: before.persistent || (above && lasted_ms >= for_ms),
  };
}
