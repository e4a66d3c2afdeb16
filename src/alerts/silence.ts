/** What a silence covers, how long it lasts, and what is told of it. Pure. */
import {
  type Alert,
  CortexError,
  type EventType,
  MAX_SILENCE_SECONDS,
  type ParsedInputOf,
  SEVERITIES,
  type Silence,
} from "../contract/mod.ts";
import { rfc3339 } from "../core/clock.ts";
import { matchesGlob } from "../core/glob.ts";
import { nearest } from "../core/nearest.ts";
import type { NewEvent } from "../store/mod.ts";
import type { Moment } from "./episode.ts";
import { RULE_NAMES } from "./rule_names.ts";

/** A silence and when it ends by the clock that nobody can set. */
export interface Timed {
  readonly silence: Silence;
  /** By `now_ms`. */
  readonly ends_ms: number;
}

/** Why a silence has ended. */
export type End = { readonly cause: "expired" } | { readonly cause: "removed"; readonly by: string };

/** Whether a silence covers an alert. */
export function covers({ rule, category, subject, severity }: Silence, alert: Alert): boolean {
  return (rule === undefined || rule === alert.rule) &&
    (category === undefined || category === alert.category) &&
    (subject === undefined || matchesGlob(subject, alert.subject)) &&
    (severity === undefined || SEVERITIES.indexOf(alert.severity) <= SEVERITIES.indexOf(severity));
}

/** A silence that begins now. Throws INVALID_PARAMS where it says too little of what it covers or when it ends. */
export function begin(input: ParsedInputOf<"alerts.silence">, moment: Moment, id: string): Timed {
  const { duration_seconds, until, ...rest } = input;
  const started_ms = Date.parse(moment.at);
  if ((duration_seconds === undefined) === (until === undefined)) {
    throw refused("until", "give either duration_seconds or until");
  }
  const { rule, category, subject, severity } = rest;
  if ([rule, category, subject, severity].every((one) => one === undefined)) {
    throw refused(
      "subject",
      'say what it covers: rule, category, subject or severity; subject "*" is everything',
    );
  }
  if (rule !== undefined && !RULE_NAMES.includes(rule)) throw refused("rule", unknownRule(rule));
  const lasts_ms = until === undefined ? 1000 * (duration_seconds ?? 0) : Date.parse(until) - started_ms;
  if (lasts_ms <= 0) throw refused("until", "it lies in the past");
  if (lasts_ms > 1000 * MAX_SILENCE_SECONDS) throw refused("until", "it is more than 90 days away");
  const silence = { id, ...rest, started_at: moment.at, until: rfc3339(started_ms + lasts_ms) };
  return { silence, ends_ms: moment.now_ms + lasts_ms };
}

function unknownRule(rule: string): string {
  const meant = nearest(rule, RULE_NAMES);
  return `there is no rule "${rule}"; ${
    meant === undefined ? `there are ${RULE_NAMES.join(", ")}` : `did you mean "${meant}"?`
  }`;
}

/** Goes on with a kept silence: where the clock was set back since, it still lasts no longer than it was to last. */
export function resume(silence: Silence, { now_ms, at }: Moment): Timed {
  const until_ms = Date.parse(silence.until);
  const whole_ms = Math.min(until_ms - Date.parse(silence.started_at), 1000 * MAX_SILENCE_SECONDS);
  return { silence, ends_ms: now_ms + Math.min(until_ms - Date.parse(at), whole_ms) };
}

/** The event that says that a silence has begun. */
export function startedEvent(silence: Silence, { at }: Moment): NewEvent {
  return eventOf("silence.started", silence, at, {});
}

/** The event that says that a silence has ended. */
export function endedEvent(silence: Silence, end: End, { at }: Moment): NewEvent {
  return eventOf("silence.ended", silence, at, { end });
}

function eventOf(type: EventType, silence: Silence, at: string, more: Record<string, unknown>): NewEvent {
  const { subject = "" } = silence;
  return { at, type, severity: "info", subject, alert_id: null, data: { silence, ...more } };
}

function refused(field: string, problem: string): CortexError {
  return new CortexError("INVALID_PARAMS", `Cannot silence alerts: ${problem}`, {
    details: { field, problem },
  });
}
