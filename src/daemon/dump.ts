import type { OutputOf } from "../contract/mod.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import type { Sample } from "../core/sample.ts";
import { logger, recentProblems } from "../log/mod.ts";
import type { Store } from "../store/mod.ts";

/** What a dump is taken of. */
export interface DumpSources {
  readonly clock: Clock;
  readonly store: Store;
  readonly state_dir: string;
  latest(): Sample | null;
}

/** Name of the file in the state folder: one, so that dumps never fill it. */
const FILE_NAME = "dump.json";

/** Takes all that the daemon knows of itself, writes it to a file that only its owner reads, and to the log. */
export function createDump(
  { clock, store, state_dir, latest }: DumpSources,
): (status: OutputOf<"daemon.status">) => OutputOf<"daemon.dump"> {
  const path = `${state_dir}/${FILE_NAME}`;
  const log = logger("daemon");
  return (status) => {
    const { rss, heapUsed, heapTotal, external } = Deno.memoryUsage();
    const taken: OutputOf<"daemon.dump"> = {
      taken_at: rfc3339(clock.wall()),
      file: path,
      status,
      memory: {
        rss_bytes: rss,
        heap_used_bytes: heapUsed,
        heap_total_bytes: heapTotal,
        external_bytes: external,
      },
      store: store.health(),
      collectors: latest()?.collectors ?? [],
      problems: recentProblems().map(({ at_ms, ...problem }) => ({ at: rfc3339(at_ms), ...problem })),
    };
    const dump = write(path, taken) ? taken : { ...taken, file: null };
    log.info("State of the daemon", { dump });
    return dump;
  };
}

/** Replaces the file as a whole: whoever reads it finds the old dump or the new one. */
function write(path: string, dump: OutputOf<"daemon.dump">): boolean {
  const draft = `${path}.new`;
  try {
    Deno.writeTextFileSync(draft, JSON.stringify(dump, null, 2) + "\n", { mode: 0o600 });
    Deno.renameSync(draft, path);
    return true;
  } catch (error) {
    logger("daemon").error("Cannot write the dump {path}: {error}", { path, error });
    return false;
  }
}
