import type { AlertCounts } from "../contract/mod.ts";
import type { Config } from "../config/mod.ts";
import type { Sample } from "../core/sample.ts";
import { readingsOf } from "./readings.ts";
import { sight } from "./sight.ts";
import { NO_STATE } from "./state.ts";
import { activeRules } from "./thresholds.ts";

/**
 * How many conditions of the rules hold in one sample, by severity: what a first look can say without knowing how
 * long they have lasted.
 */
export function holdingConditions(sample: Sample, { alerts, users }: Config): AlertCounts {
  const counts = { info: 0, warning: 0, error: 0, critical: 0 };
  for (const seen of sight(activeRules(alerts), NO_STATE, readingsOf(sample, null, users))) {
    const level = "level" in seen ? seen.level(null) : null;
    if (level !== null) counts[level.severity]++;
  }
  return counts;
}
