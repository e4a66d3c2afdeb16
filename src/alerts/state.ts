/** What the evaluation knows between two runs, and how it is kept. */
import { z } from "zod";
import { type Alert, severity } from "../contract/mod.ts";
import { blankEpisode, type Episode, isOpen, keyOf } from "./episode.ts";

/** All episodes that are not over, by their key. */
export interface State {
  /** The last evaluation, by `now_ms`. */
  readonly at_ms: number;
  readonly episodes: ReadonlyMap<string, Episode>;
}

/** The state before the first evaluation. */
export const NO_STATE: State = { at_ms: 0, episodes: new Map() };

const moment = z.number().nullable();
const stored = z.object({
  at_ms: z.number(),
  episodes: z.array(z.object({
    rule: z.string(),
    subject: z.string(),
    alert_id: z.string().nullable(),
    pending_since_ms: moment,
    clear_since_ms: moment,
    resolved_ms: moment,
    dismissed_ms: moment,
    handled: severity().nullable(),
    told: z.object({
      at_ms: z.array(z.number()).readonly(),
      now: z.union([severity(), z.literal("resolved")]).nullable(),
      worst: severity().nullable(),
    }),
  })),
});

/** The state as JSON; alerts are named by their id, they are kept themselves. */
export function encodeState({ at_ms, episodes }: State): string {
  const list = [...episodes.values()].map(({ alert, ...rest }) => ({ ...rest, alert_id: alert?.id ?? null }));
  return JSON.stringify({ at_ms, episodes: list } satisfies z.input<typeof stored>);
}

/**
 * The state from what was kept. An open alert that the text does not know, as when the text is damaged, gets an
 * episode in which everything was told; an episode whose alert is not there any more is dropped.
 */
export function decodeState(text: string | null, alerts: readonly Alert[]): State {
  const byId = new Map(alerts.map((alert) => [alert.id, alert]));
  const parsed = stored.safeParse(parseJson(text));
  const episodes = new Map<string, Episode>();
  for (const { alert_id, ...rest } of parsed.data?.episodes ?? []) {
    const alert = alert_id === null ? null : byId.get(alert_id);
    if (alert !== undefined) episodes.set(keyOf(rest), { ...rest, alert });
  }
  for (const alert of alerts.filter(isOpen)) {
    if (episodes.get(keyOf(alert))?.alert?.id !== alert.id) episodes.set(keyOf(alert), rebuild(alert));
  }
  return { at_ms: parsed.data?.at_ms ?? NO_STATE.at_ms, episodes };
}

function rebuild(alert: Alert): Episode {
  return {
    ...blankEpisode(alert.rule, alert.subject),
    alert,
    handled: alert.status === "acknowledged" ? alert.severity : null,
    told: { at_ms: [], now: alert.severity, worst: alert.severity },
  };
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

/**
 * Takes a kept state over into the time of this run. If the clock went back, no time has passed; if more than
 * `gap_ms` passed in which nobody looked, that time does not count as time in which a condition lasted or was gone.
 */
export function rebase(state: State, now_ms: number, gap_ms: number): State {
  const passed = now_ms - state.at_ms;
  if (passed >= 0 && passed <= gap_ms) return state;
  const shift = (ms: number | null) => ms === null ? null : ms + passed;
  const shiftAll = (episode: Episode): Episode => ({
    ...episode,
    resolved_ms: shift(episode.resolved_ms),
    dismissed_ms: shift(episode.dismissed_ms),
    told: { ...episode.told, at_ms: episode.told.at_ms.map((ms) => ms + passed) },
  });
  const episodes = [...state.episodes].map(([key, episode]) => {
    const { pending_since_ms, clear_since_ms } = episode;
    const observed = {
      pending_since_ms: shift(pending_since_ms),
      clear_since_ms: shift(clear_since_ms),
    };
    return [key, { ...(passed < 0 ? shiftAll(episode) : episode), ...observed }] as const;
  });
  return { at_ms: now_ms, episodes: new Map(episodes) };
}
