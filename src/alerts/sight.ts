/** From readings to sightings: what the rules in force make of what was read. Pure. */
import { type Gone, keyOf, type Sighting } from "./episode.ts";
import type { Readings } from "./readings.ts";
import type { Reading } from "./rule.ts";
import type { State } from "./state.ts";
import { type ActiveRule, levelOf } from "./thresholds.ts";

/** Everything seen of the conditions of the rules, and everything of theirs that is gone. */
export function sight(rules: readonly ActiveRule[], state: State, readings: Readings): (Sighting | Gone)[] {
  const byMetric = Map.groupBy(readings.items, (reading) => reading.metric);
  const sightings = rules.flatMap((active) =>
    (byMetric.get(active.rule.metric) ?? []).map((reading) => sightingOf(active, reading))
  );
  return [...sightings, ...goneOf(rules, state, readings, new Set(sightings.map(keyOf)))];
}

function sightingOf(active: ActiveRule, reading: Reading): Sighting | Gone {
  const { rule, for_ms, recover_ms, rearm_ms } = active;
  const { subject, value, facts } = reading;
  const thresholds = active.thresholds(subject);
  if (!thresholds.enabled) return turnedOff(rule.name, subject);
  return {
    rule: rule.name,
    subject,
    kind: rule.kind,
    category: rule.category,
    metric: rule.metric,
    unit: rule.unit,
    comparison: rule.comparison,
    value,
    for_ms,
    recover_ms,
    rearm_ms,
    data: { ...facts },
    text: () => rule.text(reading),
    level: (held) =>
      levelOf(value, held, thresholds, { comparison: rule.comparison, hysteresis: active.hysteresis }),
  };
}

/** Episodes of the rules whose subject is not there, or which nobody looks at any more. */
function goneOf(
  rules: readonly ActiveRule[],
  state: State,
  readings: Readings,
  seen: ReadonlySet<string>,
): Gone[] {
  const byName = new Map<string, ActiveRule>(rules.map((active) => [active.rule.name, active]));
  return [...state.episodes.values()].flatMap((episode) => {
    const { rule, subject } = episode;
    const active = byName.get(rule);
    if (active === undefined || seen.has(keyOf(episode))) return [];
    if (!active.thresholds(subject).enabled) return [turnedOff(rule, subject)];
    return readings.complete.has(active.rule.metric)
      ? [{ rule, subject, gone: active.rule.gone(subject) }]
      : [];
  });
}

function turnedOff(rule: string, subject: string): Gone {
  return { rule, subject, gone: "The rule was turned off" };
}
