import { configSchema } from "../../../src/config/mod.ts";
import type { UserResource } from "../../../src/contract/mod.ts";
import type { Sample } from "../../../src/core/sample.ts";
import type { Episode } from "../../../src/users/episode.ts";
import { keyOf, NOBODY, track, type TrackState, type UserEvent } from "../../../src/users/track.ts";
import { sampleOf, userOf } from "../alerts/_host.ts";

/** Time between two samples, seconds. */
export const STEP = 60;
/** Uptime of the host at the first sample, seconds. */
const BOOTED = 5000;
/** When the tests begin. */
export const START_MS = Date.parse("2026-11-21T10:00:00.000Z");

/** Settings in which a sample is taken each minute, and an hour makes a user persistent. */
export function settingsOf(users: Record<string, unknown> = {}) {
  return configSchema.parse({ users, monitor: { interval_seconds: STEP } });
}

/** A sample of a host with four cores on which ann has these shares. */
export function sampleAt(
  seconds: number,
  shares: Partial<Record<UserResource, number>> | null,
  changes: Partial<Sample> = {},
): Sample {
  const { host, ...sample } = sampleOf();
  return {
    ...sample,
    taken_at_ms: START_MS + seconds * 1000,
    host: { ...host, uptime_seconds: BOOTED + seconds },
    users: shares === null
      ? []
      : [userOf("ann", 1000, { cpu_percent: 4 * (shares.cpu ?? 0), memory_percent: shares.memory ?? 0 })],
    ...changes,
  };
}

/** The tracker along a time line. */
export interface Line {
  /** One sample so many seconds after the start; null: ann has no processes. */
  at(seconds: number, shares: Partial<Record<UserResource, number>> | null, changes?: Partial<Sample>): void;
  /** So many samples, one a step, from the last one on. */
  minutes(count: number, shares: Partial<Record<UserResource, number>> | null): void;
  ann(resource?: UserResource): Episode | undefined;
  state: TrackState;
  settings: ReturnType<typeof settingsOf>;
  wall_ms: number | null;
  readonly events: UserEvent[];
}

/** A line from the start on. */
export function line(users: Record<string, unknown> = {}): Line {
  let last = -STEP;
  const self: Line = {
    state: NOBODY,
    settings: settingsOf(users),
    wall_ms: null,
    events: [],
    at: (seconds, shares, changes) => {
      last = seconds;
      const sample = sampleAt(seconds, shares, changes);
      const tracked = track(self.settings, self.state, sample, self.wall_ms ?? sample.taken_at_ms);
      self.state = tracked.state;
      self.events.push(...tracked.events);
    },
    minutes: (count, shares) => {
      for (let sample = 0; sample < count; sample++) self.at(last + STEP, shares);
    },
    ann: (resource = "cpu") => self.state.episodes.get(keyOf({ uid: 1000, resource })),
  };
  return self;
}
