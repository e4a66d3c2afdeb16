import { RULES } from "../../../src/alerts/mod.ts";

/** What the rules of alerts are unless the configuration says otherwise, by the keys of their settings. */
export function ruleDefaults(): ReadonlyMap<string, unknown> {
  return new Map(
    RULES.flatMap(({ name, warning, critical, for_seconds, hysteresis }) =>
      Object.entries({ warning, critical, enabled: true, for_seconds, hysteresis, subjects: {} })
        .map(([member, value]) => [`alerts.rules.${name}.${member}`, value] as const)
    ),
  );
}
