import { MAX_POINTS } from "../../contract/mod.ts";
import type { Store } from "../../store/mod.ts";
import { unfit } from "./names.ts";

/** What reads and writes the history. */
export type Recorder = ReturnType<Store["history"]["record"]>;
type Tier = ReturnType<Recorder["tiers"]>[number];

/** A range in steps, and the tier it is read from. */
export interface Steps {
  readonly tier: Tier;
  readonly from_ms: number;
  readonly step_ms: number;
  readonly count: number;
}

/** Where a range begins and ends, and how finely it is wanted. */
export interface Wanted {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly now_ms: number;
  /** null: chosen. */
  readonly step_ms: number | null;
  /** The last value of a step needs the values themselves. */
  readonly needs_values: boolean;
}

/** A range that was the last day when it was asked for is still covered when it is read. */
const SLACK_MS = 60_000;

/** Steps that people read well, seconds. */
const ROUND_SECONDS = [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];
const DAY_SECONDS = 86_400;

/**
 * Cuts a range into steps for so many series. Read from the finest tier that reaches back far enough; where the
 * steps are those of a coarser one too, from that, which says the same in less time. INVALID_PARAMS when the step
 * that was asked for gives more values than a reply may have.
 */
export function stepsOf(wanted: Wanted, tiers: readonly Tier[], series: number): Steps {
  const { from_ms, to_ms, now_ms, needs_values } = wanted;
  const most = Math.max(1, Math.floor(MAX_POINTS / Math.max(series, 1)));
  const covering = tiers.filter((tier) => from_ms >= now_ms - tier.keep_ms - SLACK_MS);
  const able = covering.length > 0 ? covering : tiers.slice(-1);
  const [finest] = able;
  if (finest === undefined) throw new Error("Cannot read the history: there are no tiers");
  const least_ms = roundStep((to_ms - from_ms) / most);
  let step_ms = upTo(wanted.step_ms ?? least_ms, finest.step_ms);
  const count = (step: number) => Math.ceil(to_ms / step) - Math.floor(from_ms / step);
  // The edges of the range may cost a step more.
  while (wanted.step_ms === null && count(step_ms) > most) {
    step_ms = upTo(roundStep(step_ms + 1), finest.step_ms);
  }
  if (count(step_ms) > most) {
    const valid = `at least ${Math.ceil(roundStep(((to_ms - from_ms) / most) * 1.01) / 1000)}`;
    throw unfit(
      "step_seconds",
      `Cannot answer with more than ${MAX_POINTS} values: give a step of ${valid} seconds, or a shorter range`,
      valid,
    );
  }
  const coarser = needs_values ? undefined : able.findLast((tier) => step_ms % tier.step_ms === 0);
  return {
    tier: coarser ?? finest,
    from_ms: Math.floor(from_ms / step_ms) * step_ms,
    step_ms,
    count: Math.max(1, count(step_ms)),
  };
}

/** The least round step that is not below a time. */
function roundStep(at_least_ms: number): number {
  const seconds = at_least_ms / 1000;
  return 1000 * (ROUND_SECONDS.find((round) => round >= seconds) ?? upTo(seconds, DAY_SECONDS));
}

function upTo(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
