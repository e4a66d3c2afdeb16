import type { Severity } from "../contract/mod.ts";
import type { Config, RuleName, RuleSettings } from "../config/mod.ts";
import type { Comparison, Rule } from "./rule.ts";
import { RULES } from "./rules.ts";

/** When a value is bad. */
export interface Thresholds {
  /** null: there is none. */
  readonly warning: number | null;
  readonly critical: number | null;
  readonly enabled: boolean;
}

/** A rule with the settings in force. */
export interface ActiveRule {
  readonly rule: Rule;
  /** How long its condition must last before it is raised, and be gone before it is over. */
  readonly for_ms: number;
  readonly recover_ms: number;
  /** After this time a dismissed alert whose condition lasts is active again. */
  readonly rearm_ms: number;
  readonly hysteresis: number;
  /** The thresholds for one mount point or user; `""` for all that have none of their own. */
  thresholds(subject: string): Thresholds;
}

/** How bad a value is, and the threshold that says so. */
export interface Level {
  readonly severity: Severity;
  readonly threshold: number | null;
}

type AlertSettings = Config["alerts"];

/** The rules with the settings in force: what the configuration does not say comes from the rule itself. */
export function activeRules(settings: AlertSettings, rules: readonly Rule[] = RULES): ActiveRule[] {
  return rules.map((rule) => {
    const given = settings.rules[rule.name];
    const common = thresholdsOf(rule, given);
    return {
      rule,
      for_ms: 1000 * (given.for_seconds ?? rule.for_seconds),
      recover_ms: 1000 * settings.recover_seconds,
      rearm_ms: 3_600_000 * settings.rearm_hours,
      hysteresis: given.hysteresis ?? rule.hysteresis,
      thresholds: (subject) => {
        const own = Object.hasOwn(given.subjects ?? {}, subject) ? given.subjects?.[subject] : undefined;
        return own === undefined ? common : override(common, own);
      },
    };
  });
}

/** Thresholds in force by rule, those of single subjects aside. */
export function thresholdsInForce(settings: AlertSettings): Record<RuleName, Thresholds> {
  const entries = RULES.map((rule) => [rule.name, thresholdsOf(rule, settings.rules[rule.name])] as const);
  return Object.fromEntries(entries) as Record<RuleName, Thresholds>;
}

/** Rules whose figures make a host heavy. */
const LOAD_RULES = ["cpu", "memory", "load", "cpu_pressure", "memory_pressure", "io_pressure"] as const;

/** Thresholds of their warnings; null: there is none. */
export function loadThresholds(settings: AlertSettings): Record<(typeof LOAD_RULES)[number], number | null> {
  const all = thresholdsInForce(settings);
  const entries = LOAD_RULES.map((name) => [name, all[name].warning] as const);
  return Object.fromEntries(entries) as Record<(typeof LOAD_RULES)[number], number | null>;
}

function thresholdsOf({ warning, critical }: Rule, given: RuleSettings): Thresholds {
  return override({ warning, critical, enabled: true }, given);
}

type Given = Pick<RuleSettings, "warning" | "critical" | "enabled">;

function override(base: Thresholds, given: Given): Thresholds {
  return {
    warning: given.warning ?? base.warning,
    critical: given.critical ?? base.critical,
    enabled: given.enabled ?? base.enabled,
  };
}

/**
 * How bad a value is when the alert about it is as bad as `held` already: a level once reached is held until the
 * value is back behind its threshold by the hysteresis. null: it is not bad.
 */
export function levelOf(
  value: number,
  held: Severity | null,
  thresholds: Thresholds,
  { comparison, hysteresis }: { readonly comparison: Comparison; readonly hysteresis: number },
): Level | null {
  const side = comparison === "at_least" ? 1 : -1;
  const reaches = (limit: number | null, slack: number): boolean =>
    // Never more than half of the threshold: with 1 failed unit and a hysteresis of 1, none would still be one.
    limit !== null && side * value >= side * limit - Math.min(slack, Math.abs(limit) / 2);
  const { warning, critical } = thresholds;
  if (reaches(critical, held === "critical" ? hysteresis : 0)) {
    return { severity: "critical", threshold: critical };
  }
  return reaches(warning, held === null ? 0 : hysteresis)
    ? { severity: "warning", threshold: warning }
    : null;
}
