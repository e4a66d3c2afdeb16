import type { OutputOf, ParsedInputOf, PersistentUser, UserResource, UserState } from "../contract/mod.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import type { Sample } from "../core/sample.ts";
import { logger } from "../log/mod.ts";
import { type Store, tryWrite } from "../store/mod.ts";
import type { Episode } from "./episode.ts";
import { listPersistent } from "./list_persistent.ts";
import { decodeState, encodeState } from "./state.ts";
import { keyOf, track, type TrackSettings } from "./track.ts";

/** What the watch needs. */
export interface UserWatchOptions {
  readonly store: Pick<Store, "meta">;
  /** The settings in force; asked with each sample. */
  config(): TrackSettings;
  readonly clock: Clock;
}

/** Who has been loading this host, and since when. */
export interface UserWatch {
  /** Takes a sample in. Never throws for a store that cannot be written: it is tried again. */
  observe(sample: Sample): void;
  /** Every persistent user as of the last sample; the same list until the next one. */
  persistent(): readonly PersistentUser[];
  stateOf(user: { readonly uid: number }, resource: UserResource): UserState;
  /** Answers `users.persistent`. Throws INVALID_PARAMS for a cursor that is none. */
  list(query: ParsedInputOf<"users.persistent">): OutputOf<"users.persistent">;
  /** Writes what is known; before the store is closed. */
  flush(): void;
}

/** The key of the state in the store's values. */
const STATE_KEY = "users.episodes";
/** Who becomes persistent, or is not any more, is written at once; how long it has lasted at most so often. */
const SAVE_MS = 60_000;
/** Processes named with a user. */
const NAMED = 3;

/** Goes on with what a store has kept. */
export function createUserWatch({ store, config, clock }: UserWatchOptions): UserWatch {
  const log = logger("users");
  let state = decodeState(store.meta.get(STATE_KEY));
  let persistent = persistentOf(state.episodes, null);
  let saved_ms = clock.steady();

  const save = () => {
    saved_ms = clock.steady();
    if (tryWrite(() => store.meta.set(STATE_KEY, encodeState(state)))) return;
    log.debug("Cannot keep who loads this host: tried again in a minute");
  };

  return {
    observe: (sample) => {
      const before = state;
      const tracked = track(config(), before, sample, clock.wall());
      state = tracked.state;
      persistent = persistentOf(state.episodes, sample);
      const due = clock.steady() - saved_ms >= SAVE_MS && before.episodes.size + state.episodes.size > 0;
      if (due || tracked.events.some(({ episode }) => episode.persistent)) save();
    },
    persistent: () => persistent,
    stateOf: ({ uid }, resource) => {
      const episode = state.episodes.get(keyOf({ uid, resource }));
      if (episode === undefined) return "normal";
      return episode.persistent ? "persistent" : "spike";
    },
    list: (query) => listPersistent(persistent, query),
    flush: () => {
      if (state.episodes.size > 0) save();
    },
  };
}

/** The persistent users, with their heaviest processes where a sample names them. */
function persistentOf(episodes: ReadonlyMap<string, Episode>, sample: Sample | null): PersistentUser[] {
  return [...episodes.values()].filter((episode) => episode.persistent).map((episode) => ({
    user: episode.user,
    uid: episode.uid,
    resource: episode.resource,
    since: rfc3339(episode.since_ms),
    lasted_seconds: Math.round(episode.lasted_ms / 1000),
    average_percent: round(episode.average_percent),
    peak_percent: round(episode.peak_percent),
    latest_percent: round(episode.latest_percent),
    threshold_percent: episode.threshold_percent,
    processes: (sample?.top[episode.resource] ?? []).filter(({ user }) => user === episode.user).slice(
      0,
      NAMED,
    ),
  }));
}

function round(percent: number): number {
  return Math.round(percent * 100) / 100;
}
