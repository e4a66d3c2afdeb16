/** What the tracker knows, as it is kept over a restart. */
import { z } from "zod";
import { USER_RESOURCES } from "../contract/mod.ts";
import { keyOf, NOBODY, type TrackState } from "./track.ts";

const stored = z.object({
  uptime_seconds: z.number().nullable(),
  episodes: z.array(z.object({
    user: z.string(),
    uid: z.int(),
    resource: z.enum(USER_RESOURCES),
    since_ms: z.number().min(0).max(Date.UTC(9999, 11, 31)),
    lasted_ms: z.number().nonnegative(),
    samples: z.int().positive(),
    average_percent: z.number(),
    peak_percent: z.number(),
    latest_percent: z.number(),
    threshold_percent: z.number(),
    dip_ms: z.number().nullable(),
    persistent: z.boolean(),
  })),
});

/** The state as JSON. */
export function encodeState({ uptime_seconds, episodes }: TrackState): string {
  return JSON.stringify(
    { uptime_seconds, episodes: [...episodes.values()] } satisfies z.input<typeof stored>,
  );
}

/** The state from what was kept; a text that is damaged, or that is not there, is a state without episodes. */
export function decodeState(text: string | null): TrackState {
  const { data } = stored.safeParse(parseJson(text));
  if (data === undefined) return NOBODY;
  return { ...data, episodes: new Map(data.episodes.map((episode) => [keyOf(episode), episode])) };
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
