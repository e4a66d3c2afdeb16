/** What is told of an alert, and how often. Pure. */
import type { Alert, EventType } from "../contract/mod.ts";
import type { NewEvent } from "../store/mod.ts";
import { type Episode, isOpen, type Moment, type Told } from "./episode.ts";
import { isWorse } from "./step.ts";

/** At most so many events of an alert within the time below, however its condition flaps. */
const BUDGET = 2;
const BUDGET_MS = 600_000;

/** What happened to an alert. */
export type AlertEventType = Extract<EventType, `alert.${string}`>;

/** An announcement and the memory of it; no event where there is nothing to tell, or not yet. */
export interface Announcement {
  readonly told: Told;
  readonly event: NewEvent | null;
}

/**
 * Tells what differs from what was told last. If the budget is used up it waits: what is told then is the state
 * at that time, so that what was told always ends up as what is. A severity worse than any told before never waits.
 */
export function announce({ alert, told }: Episode, { now_ms, at }: Moment): Announcement {
  if (alert === null || alert.status === "dismissed") return { told, event: null };
  const state = isOpen(alert) ? alert.severity : "resolved";
  if (state === told.now) return { told, event: null };
  const recent = told.at_ms.filter((told_ms) => now_ms - told_ms < BUDGET_MS);
  const urgent = state !== "resolved" && isWorse(state, told.worst);
  if (recent.length >= BUDGET && !urgent) return { told, event: null };
  return {
    told: { at_ms: [...recent, now_ms], now: state, worst: urgent ? state : told.worst },
    event: eventOf(typeOf(state, told), alert, at),
  };
}

function typeOf(state: Exclude<Told["now"], null>, { now, worst }: Told): AlertEventType {
  if (state === "resolved") return "alert.resolved";
  if (worst === null) return "alert.raised";
  if (now === null) return "alert.reactivated";
  if (now === "resolved") return "alert.reopened";
  return isWorse(state, now) ? "alert.escalated" : "alert.eased";
}

/** The event that says that of an alert. */
export function eventOf(type: AlertEventType, alert: Alert, at: string): NewEvent {
  const { rule, kind, category, status, value, threshold, unit, severity, subject, id } = alert;
  const ended = type === "alert.resolved" ? alert.data["ended"] : undefined;
  const message = typeof ended === "string" ? ended : alert.message;
  const data = { rule, kind, category, status, message, value, threshold, unit };
  return { at, type, severity, subject, alert_id: id, data };
}

/** The event that says that somebody has removed the alerts that were over. */
export function cleared(count: number, at: string): NewEvent {
  return { at, type: "alert.cleared", severity: "info", subject: "", alert_id: null, data: { count } };
}
