/** What people do to alerts: each takes the state and gives the next one, with what changed. Pure. */
import { type Alert, CortexError } from "../contract/mod.ts";
import type { NewEvent } from "../store/mod.ts";
import { type AlertEventType, eventOf } from "./announce.ts";
import { type Episode, isOpen, keyOf, type Moment } from "./episode.ts";
import type { State } from "./state.ts";
import { resolve } from "./step.ts";

/** What an action comes to. */
export interface Outcome {
  readonly state: State;
  readonly alert: Alert;
  readonly event: NewEvent;
}

/** One thing that can be done to one alert. Throws ALERT_STATE where the alert does not allow it. */
export type Action = (state: State, alert: Alert, moment: Moment) => Outcome;

/** Says that somebody looks after an active alert. It is active again when it gets worse. */
export const acknowledge: Action = (state, alert, { at }) => {
  allow("acknowledge", alert, alert.status === "active", "only an active alert can be acknowledged");
  const next: Alert = { ...alert, status: "acknowledged", updated_at: at, acknowledged_at: at };
  return outcome(state, next, "alert.acknowledged", at, (episode) => ({
    ...episode,
    alert: next,
    handled: next.severity,
  }));
};

/** Hides an open alert until its condition ends. It is active again when it gets worse, or after the time to rearm. */
export const dismiss: Action = (state, alert, { now_ms, at }) => {
  allow("dismiss", alert, isOpen(alert), "only an open alert can be dismissed");
  const next: Alert = { ...alert, status: "dismissed", updated_at: at, dismissed_at: at };
  return outcome(state, next, "alert.dismissed", at, (episode) => ({
    ...episode,
    alert: next,
    handled: next.severity,
    dismissed_ms: now_ms,
    told: { ...episode.told, now: null },
  }));
};

/** Ends the episode of an open alert: if its condition lasts, the next evaluation begins a new one. */
export const resolveByHand: Action = (state, alert, moment) => {
  allow("resolve", alert, isOpen(alert), "only an open alert can be resolved");
  const next = resolve(alert, "Resolved by hand", moment);
  return outcome(state, next, "alert.resolved", moment.at, () => null);
};

/** Drops alerts that are removed; what is pending on their subjects stays pending. */
export function forget(state: State, ids: ReadonlySet<string>): State {
  const kept = [...state.episodes].flatMap(([key, episode]): [string, Episode][] => {
    const { alert, pending_since_ms } = episode;
    if (alert === null || !ids.has(alert.id)) return [[key, episode]];
    return pending_since_ms === null ? [] : [[key, { ...episode, alert: null, resolved_ms: null }]];
  });
  return { ...state, episodes: new Map(kept) };
}

function outcome(
  state: State,
  alert: Alert,
  type: AlertEventType,
  at: string,
  change: (episode: Episode) => Episode | null,
): Outcome {
  const episodes = new Map(state.episodes);
  const episode = episodes.get(keyOf(alert));
  const next = episode?.alert?.id === alert.id ? change(episode) : null;
  if (next === null) episodes.delete(keyOf(alert));
  else episodes.set(keyOf(alert), next);
  return { state: { ...state, episodes }, alert, event: eventOf(type, alert, at) };
}

function allow(action: string, alert: Alert, allowed: boolean, rule: string): void {
  if (allowed) return;
  throw new CortexError("ALERT_STATE", `Cannot ${action} "${alert.id}": it is ${alert.status}; ${rule}`, {
    details: { status: alert.status },
  });
}
