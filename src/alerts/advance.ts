/** The evaluation: what is known and what is seen give what is known then and what is to be told. Pure. */
import type { Alert } from "../contract/mod.ts";
import type { NewEvent } from "../store/mod.ts";
import { announce } from "./announce.ts";
import { blankEpisode, type Episode, type Gone, keyOf, type Moment, type Sighting } from "./episode.ts";
import type { State } from "./state.ts";
import { REOPEN_MS, step } from "./step.ts";

/** What an evaluation comes to. */
export interface Evaluation {
  readonly state: State;
  /** Alerts that are new, or that changed in more than their value and texts. */
  readonly alerts: readonly Alert[];
  readonly events: readonly NewEvent[];
  /** Whether anything must be kept now; new values and texts alone can wait. */
  readonly changed: boolean;
}

/**
 * Takes all episodes one step further: those that are seen, and the time that passed for the others. What could not be
 * read is not seen, and keeps its alerts as they are.
 */
export function advance(
  state: State,
  sightings: readonly (Sighting | Gone)[],
  moment: Moment,
  newId: () => string,
): Evaluation {
  const episodes = new Map(state.episodes);
  const alerts: Alert[] = [];
  const events: NewEvent[] = [];
  let changed = false;

  const conclude = (before: Episode, after: Episode | null) => {
    // A new alert takes the place of one whose end may not have been told yet.
    if (before.alert !== null && after?.alert?.id !== before.alert.id) tell(before);
    const told = after === null ? null : tell(after);
    const next = told === null || isForgettable(told, moment.now_ms) ? null : told;
    if (next === null) episodes.delete(keyOf(before));
    else episodes.set(keyOf(before), next);
    if (told !== null && told.alert !== null && !isSameAlert(before.alert, told.alert)) {
      alerts.push(told.alert);
    }
    changed ||= next === null || !isSameEpisode(before, next);
  };
  const tell = (episode: Episode): Episode => {
    const { told, event } = announce(episode, moment);
    if (event !== null) events.push(event);
    return told === episode.told ? episode : { ...episode, told };
  };

  const seen = new Set<string>();
  for (const sighting of sightings) {
    const key = keyOf(sighting);
    const known = state.episodes.get(key);
    if (seen.has(key) || (known === undefined && !isThere(sighting))) continue;
    seen.add(key);
    const before = known ?? blankEpisode(sighting.rule, sighting.subject);
    conclude(before, step(before, sighting, moment, newId));
  }
  for (const [key, episode] of state.episodes) if (!seen.has(key)) conclude(episode, episode);
  return { state: { at_ms: moment.now_ms, episodes }, alerts, events, changed };
}

function isThere(sighting: Sighting | Gone): boolean {
  return !("gone" in sighting) && sighting.level(null) !== null;
}

/** Nothing is pending or open, and it could not reopen any more. */
function isForgettable(episode: Episode, now_ms: number): boolean {
  if (episode.pending_since_ms !== null) return false;
  if (episode.alert === null) return true;
  const { resolved_ms } = episode;
  // By then its end has been told: the budget is free 10 minutes after the last event at the latest.
  return resolved_ms !== null && now_ms - resolved_ms > REOPEN_MS;
}

function isSameAlert(a: Alert | null, b: Alert): boolean {
  return a === b ||
    (a?.id === b.id && a.status === b.status && a.severity === b.severity && a.recoveries === b.recoveries);
}

/** Whether two states of an episode differ at most in value and texts of the alert. */
function isSameEpisode(a: Episode, b: Episode): boolean {
  return a.pending_since_ms === b.pending_since_ms && a.clear_since_ms === b.clear_since_ms &&
    a.resolved_ms === b.resolved_ms && a.dismissed_ms === b.dismissed_ms && a.handled === b.handled &&
    a.told === b.told && (a.alert === b.alert || (b.alert !== null && isSameAlert(a.alert, b.alert)));
}
