/** The tracker of persistent users: settings, what is known and a sample give what is known then. Pure. */
import { USER_RESOURCES, type UserResource } from "../contract/mod.ts";
import type { Config } from "../config/mod.ts";
import type { Sample } from "../core/sample.ts";
import { isWatchedUser } from "../core/user_filter.ts";
import { begin, type Episode, goOn, type Share } from "./episode.ts";

/** The settings it depends on. */
export type TrackSettings = Pick<Config, "users"> & {
  readonly monitor: { readonly interval_seconds: number };
};

/** What is known between two samples. */
export interface TrackState {
  /** Uptime of the host at the last sample; null before the first. */
  readonly uptime_seconds: number | null;
  /** By {@link keyOf}. */
  readonly episodes: ReadonlyMap<string, Episode>;
}

/** What happened to an episode: it began, it lasted long enough, it is over. */
export interface UserEvent {
  readonly type: "spike" | "persistent" | "over";
  readonly episode: Episode;
}

/** What a sample comes to. */
export interface Tracked {
  readonly state: TrackState;
  readonly events: readonly UserEvent[];
}

/** Nothing is known. */
export const NOBODY: TrackState = { uptime_seconds: null, episodes: new Map() };

/** Without a sample for so long, and for so many intervals, nobody knows what was between: every episode ends. */
const GAP_MS = 300_000;
/** Time between two samples that are further apart than so many intervals was not looked at: it does not count. */
const INTERVALS = 3;

/** The key of a user's episode on a resource: names may change, numbers do not. */
export function keyOf({ uid, resource }: Pick<Episode, "uid" | "resource">): string {
  return `${uid} ${resource}`;
}

/**
 * One sample further. Time is that of the host's uptime, which nobody sets and which goes on while the daemon is
 * restarted; the wall clock only dates the beginning of an episode. A sample without processes says nothing. A user
 * without processes uses nothing; one who is not looked at any more is left out at once.
 */
export function track(settings: TrackSettings, before: TrackState, sample: Sample, wall_ms: number): Tracked {
  if (!wasRead(sample, "host") || !wasRead(sample, "processes")) return { state: before, events: [] };
  const { users: { persistent_minutes }, monitor: { interval_seconds } } = settings;
  const { uptime_seconds } = sample.host;
  const reach_ms = INTERVALS * interval_seconds * 1000;
  const passed_ms = (uptime_seconds - (before.uptime_seconds ?? uptime_seconds)) * 1000;
  const unbroken = passed_ms >= 0 && passed_ms <= Math.max(GAP_MS, reach_ms);
  const counted_ms = passed_ms <= reach_ms ? passed_ms : 0;
  const for_ms = persistent_minutes * 60_000;

  const known: TrackState["episodes"] = unbroken ? before.episodes : NOBODY.episodes;
  const episodes = new Map<string, Episode>();
  const events: UserEvent[] = [];
  for (const share of sharesOf(settings, known, sample)) {
    const last = known.get(keyOf(share));
    const episode = last === undefined ? begin(share, wall_ms) : goOn(last, share, counted_ms, for_ms);
    if (episode === null) continue;
    episodes.set(keyOf(share), episode);
    if (last === undefined) events.push({ type: "spike", episode });
    else if (episode.persistent && !last.persistent) events.push({ type: "persistent", episode });
  }
  const over = [...before.episodes.entries().filter(([key]) => !unbroken || !episodes.has(key))]
    .map(([, episode]): UserEvent => ({ type: "over", episode }));
  return { state: { uptime_seconds, episodes }, events: [...over, ...events] };
}

function wasRead({ collectors }: Sample, name: string): boolean {
  return collectors.some((run) => run.name === name && run.state === "ok");
}

/** The shares of every user who is looked at, with 0 for those of a known episode who have no processes now. */
function* sharesOf(
  { users: settings }: TrackSettings,
  known: TrackState["episodes"],
  sample: Sample,
): Generator<Share> {
  const cores = Math.max(1, sample.host.cores);
  const here = new Set<number>();
  for (const { user, uid, cpu_percent, memory_percent } of sample.users) {
    here.add(uid);
    if (!isWatchedUser({ user, uid }, settings)) continue;
    // Processes are read one after another, and share memory: their sum may pass the whole.
    const percents = { cpu: Math.min(100, cpu_percent / cores), memory: Math.min(100, memory_percent) };
    for (const resource of USER_RESOURCES) {
      const threshold_percent = thresholdOf(settings, user, resource);
      yield { user, uid, resource, percent: percents[resource], threshold_percent };
    }
  }
  for (const { user, uid, resource } of known.values()) {
    if (here.has(uid) || !isWatchedUser({ user, uid }, settings)) continue;
    yield { user, uid, resource, percent: 0, threshold_percent: thresholdOf(settings, user, resource) };
  }
}

/** A user's own threshold, or that of all. */
function thresholdOf(settings: Config["users"], user: string, resource: UserResource): number {
  const own = Object.hasOwn(settings.thresholds, user) ? settings.thresholds[user] : undefined;
  return resource === "cpu"
    ? own?.cpu_percent ?? settings.cpu_percent
    : own?.memory_percent ?? settings.memory_percent;
}
