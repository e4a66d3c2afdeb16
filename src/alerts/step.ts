/** One step of one episode: from what was known and what is seen now to what is known then. Pure. */
import { type Alert, SEVERITIES, type Severity } from "../contract/mod.ts";
import { blankEpisode, type Episode, type Gone, isOpen, type Moment, type Sighting } from "./episode.ts";
import type { Level } from "./thresholds.ts";

/** A condition that is back within this time after its alert resolved belongs to the same episode. */
export const REOPEN_MS = 600_000;

/** The episode after a sighting; null when there is nothing left to know of it. */
export function step(
  before: Episode,
  seen: Sighting | Gone,
  moment: Moment,
  newId: () => string,
): Episode | null {
  const { alert } = before;
  if (alert === null || alert.status === "resolved") {
    return "gone" in seen ? { ...before, pending_since_ms: null } : wait(before, seen, moment, newId);
  }
  return "gone" in seen ? end(before, alert, seen.gone, moment) : go(before, alert, seen, moment);
}

/** Whether severity a is worse than b; null is not bad at all. */
export function isWorse(a: Severity, b: Severity | null): boolean {
  return b === null || SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b);
}

/** No alert is open: is it time to raise one? */
function wait(before: Episode, seen: Sighting, moment: Moment, newId: () => string): Episode {
  const level = seen.level(null);
  if (level === null) return { ...before, pending_since_ms: null };
  const since = before.pending_since_ms ?? moment.now_ms;
  if (moment.now_ms - since < seen.for_ms) return { ...before, pending_since_ms: since };
  const { alert, resolved_ms } = before;
  const same = alert !== null && resolved_ms !== null && since - resolved_ms <= REOPEN_MS;
  return same ? reopen(before, alert, seen, level, moment) : raise(seen, level, moment, newId());
}

function raise(seen: Sighting, level: Level, moment: Moment, id: string): Episode {
  const { rule, subject, kind, category, metric, unit, value } = seen;
  const alert: Alert = {
    id,
    rule,
    kind,
    severity: level.severity,
    category,
    status: "active",
    subject,
    ...seen.text(),
    metric,
    value,
    peak: seen.peak ?? value,
    threshold: level.threshold,
    unit,
    raised_at: moment.at,
    updated_at: moment.at,
    acknowledged_at: null,
    resolved_at: null,
    dismissed_at: null,
    recoveries: 0,
    data: { ...seen.data },
  };
  return { ...blankEpisode(rule, subject), alert };
}

/** Who looked after it before it went away still does, unless it is worse now. */
function reopen(before: Episode, alert: Alert, seen: Sighting, level: Level, moment: Moment): Episode {
  const cared = alert.acknowledged_at !== null && !isWorse(level.severity, before.handled);
  const again: Alert = {
    ...refresh(alert, seen, level, moment),
    status: cared ? "acknowledged" : "active",
    acknowledged_at: cared ? alert.acknowledged_at : null,
    resolved_at: null,
    recoveries: alert.recoveries + 1,
  };
  const handled = cared ? before.handled : null;
  return { ...before, alert: again, handled, pending_since_ms: null, resolved_ms: null };
}

/** An alert is open or dismissed: does its condition last, and how bad is it? */
function go(before: Episode, alert: Alert, seen: Sighting, moment: Moment): Episode | null {
  const level = seen.level(alert.severity);
  if (level !== null) return last(before, refresh(alert, seen, level, moment), seen, moment);
  const since = before.clear_since_ms ?? moment.now_ms;
  if (moment.now_ms - since >= seen.recover_ms) {
    return end(before, { ...alert, value: seen.value }, `Recovered: ${seen.text().message}`, moment);
  }
  return { ...before, clear_since_ms: since, alert: { ...alert, value: seen.value, updated_at: moment.at } };
}

function last(before: Episode, alert: Alert, seen: Sighting, moment: Moment): Episode {
  const { dismissed_ms } = before;
  const rearmed = dismissed_ms !== null && moment.now_ms - dismissed_ms >= seen.rearm_ms;
  const worse = alert.status !== "active" && isWorse(alert.severity, before.handled);
  if (!rearmed && !worse) return { ...before, alert, clear_since_ms: null };
  const active: Alert = { ...alert, status: "active", acknowledged_at: null, dismissed_at: null };
  return { ...before, alert: active, clear_since_ms: null, dismissed_ms: null, handled: null };
}

/** The condition is over: an open alert resolves, a dismissed one is forgotten. */
function end(before: Episode, alert: Alert, ended: string, moment: Moment): Episode | null {
  if (!isOpen(alert)) return null;
  const resolved = resolve(alert, ended, moment);
  return { ...before, alert: resolved, clear_since_ms: null, resolved_ms: moment.now_ms };
}

/** The alert as it is once it is over, and why it is. */
export function resolve(alert: Alert, ended: string, { at }: Moment): Alert {
  return {
    ...alert,
    status: "resolved",
    description: alert.description === "" ? ended : `${ended}\n${alert.description}`,
    updated_at: at,
    resolved_at: at,
    data: { ...alert.data, ended },
  };
}

function refresh(alert: Alert, seen: Sighting, level: Level, { at }: Moment): Alert {
  return {
    ...alert,
    ...seen.text(),
    severity: level.severity,
    threshold: level.threshold,
    value: seen.value,
    peak: peakOf(alert.peak, seen),
    updated_at: at,
    data: { ...seen.data },
  };
}

function peakOf(peak: number | null, { value: last, peak: worst, comparison }: Sighting): number | null {
  const value = worst ?? last;
  if (value === null || peak === null) return value ?? peak;
  return comparison === "at_least" ? Math.max(peak, value) : Math.min(peak, value);
}
