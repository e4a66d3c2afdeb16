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
  readonly alerts: readonly Alert[];
  readonly events: readonly NewEvent[];
}

/** What one alert becomes, and what is remembered of its episode; null: nothing. */
interface Handled {
  readonly alert: Alert;
  readonly type: AlertEventType;
  episode(before: Episode): Episode | null;
}

/** One thing that can be done to an alert. Throws ALERT_STATE where its status does not allow it. */
export type Action = (alert: Alert, moment: Moment) => Handled;

/** Does one thing to alerts, to all of them or, when it throws, to none. */
export function act(state: State, alerts: readonly Alert[], action: Action, moment: Moment): Outcome {
  const episodes = new Map(state.episodes);
  const handled = alerts.map((alert) => action(alert, moment));
  for (const { alert, episode } of handled) {
    const before = episodes.get(keyOf(alert));
    if (before?.alert?.id !== alert.id) continue;
    const after = episode(before);
    if (after === null) episodes.delete(keyOf(alert));
    else episodes.set(keyOf(alert), after);
  }
  return {
    state: { ...state, episodes },
    alerts: handled.map(({ alert }) => alert),
    events: handled.map(({ alert, type }) => eventOf(type, alert, moment.at)),
  };
}

/** Says that somebody looks after an active alert. It is active again when it gets worse. */
export const acknowledge: Action = (before, { at }) => {
  allow("acknowledge", before, before.status === "active", "only an active alert can be acknowledged");
  const alert: Alert = { ...before, status: "acknowledged", updated_at: at, acknowledged_at: at };
  const episode = (known: Episode) => ({ ...known, alert, handled: alert.severity });
  return { alert, type: "alert.acknowledged", episode };
};

/** Hides an open alert while its condition lasts. It is active again when it gets worse, or after `rearm_hours`. */
export const dismiss: Action = (before, { now_ms, at }) => {
  allow("dismiss", before, isOpen(before), "only an open alert can be dismissed");
  const alert: Alert = { ...before, status: "dismissed", updated_at: at, dismissed_at: at };
  const episode = (known: Episode) => ({
    ...known,
    alert,
    handled: alert.severity,
    dismissed_ms: now_ms,
    told: { ...known.told, now: null },
  });
  return { alert, type: "alert.dismissed", episode };
};

/** Ends the episode of an open alert: if its condition lasts, the next evaluation begins a new one. */
export const resolveByHand: Action = (before, moment) => {
  allow("resolve", before, isOpen(before), "only an open alert can be resolved");
  const alert = resolve(before, "Resolved by hand", moment);
  return { alert, type: "alert.resolved", episode: () => null };
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

function allow(action: string, alert: Alert, allowed: boolean, rule: string): void {
  if (allowed) return;
  throw new CortexError("ALERT_STATE", `Cannot ${action} "${alert.id}": it is ${alert.status}; ${rule}`, {
    details: { status: alert.status },
  });
}
