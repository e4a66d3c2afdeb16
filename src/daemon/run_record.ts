import type { PreviousStop } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import type { Store } from "../store/mod.ts";
import { previousStop, type RunRecord } from "./previous_stop.ts";

/** What is left of each run in the store, for the next one to tell how it ended. */
export interface RunLog {
  /** How the run before ended; null where there was none. */
  readonly previous: PreviousStop | null;
  /** A part that hung in the run before. */
  readonly hung_part: string | null;
  /** The daemon lives: kept once a minute at most. */
  alive(): void;
  /** It ends, for this reason; `part` where one of its parts hangs. */
  ending(reason: string, part?: string): void;
}

/** What {@link openRunLog} takes. */
export interface RunLogOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly state_dir: string;
  env(name: string): string | undefined;
}

/** How a run ended, in the store's values: empty while it runs, its reason after a clean stop. */
export const END_KEY = "daemon.end";
const PART_KEY = "daemon.end.part";
const RECORD_KEY = "daemon.run";

/** What systemd saw, in the state folder, written by `ExecStopPost=` of the unit. */
const SEEN_FILE = "stopped";

/** The same from a supervisor of the user's own. */
const SEEN_VARIABLE = "CORTEX_PREVIOUS_END";

/** Between two records, milliseconds. */
const RECORD_MS = 60_000;

/** Reads what the run before left, and begins the records of this one. */
export function openRunLog({ store, clock, state_dir, env }: RunLogOptions): RunLog {
  let recorded_ms = -Infinity;
  /**
   * Keeps a sign of life with what else is given. Without it the next start calls this run's end unclean, which is the
   * safe side.
   */
  const record = (values: Readonly<Record<string, string>> = {}) => {
    recorded_ms = clock.steady();
    const now: RunRecord = {
      seen_at_ms: clock.wall(),
      uptime_seconds: Math.floor(Deno.osUptime()),
      memory_bytes: Deno.memoryUsage().rss,
    };
    const all = { ...values, [RECORD_KEY]: JSON.stringify(now) };
    try {
      // In one: each transaction waits for the disk, the first ones before any client is answered.
      store.transaction(() => {
        for (const [key, value] of Object.entries(all)) store.meta.set(key, value);
      });
    } catch {
      // The store tells of itself that it cannot be written.
    }
  };

  const hung_part = store.meta.get(PART_KEY) || null;
  const previous = previousStop({
    said: store.meta.get(END_KEY),
    hung: hung_part !== null,
    record: parseRecord(store.meta.get(RECORD_KEY)),
    seen: takeFile(`${state_dir}/${SEEN_FILE}`) ?? env(SEEN_VARIABLE) ?? null,
  }, { wall_ms: clock.wall(), uptime_seconds: Deno.osUptime() });
  record({ [END_KEY]: "", [PART_KEY]: "" });
  return {
    previous,
    hung_part,
    alive: () => {
      if (clock.steady() - recorded_ms >= RECORD_MS) record();
    },
    ending: (reason, part = "") => record({ [PART_KEY]: part, [END_KEY]: reason }),
  };
}

/** null also for what is no record: a damaged value must not keep the daemon from its start. */
function parseRecord(text: string | null): RunRecord | null {
  try {
    const { seen_at_ms, uptime_seconds, memory_bytes } = JSON.parse(text ?? "{}") as Partial<RunRecord>;
    if (seen_at_ms === undefined || uptime_seconds === undefined || memory_bytes === undefined) return null;
    if (![seen_at_ms, uptime_seconds, memory_bytes].every(Number.isSafeInteger)) return null;
    return { seen_at_ms, uptime_seconds, memory_bytes };
  } catch {
    return null;
  }
}

/** What a file says, which is gone after that; null where there is none. */
function takeFile(path: string): string | null {
  try {
    const text = Deno.readTextFileSync(path);
    Deno.removeSync(path);
    return text;
  } catch {
    return null;
  }
}
