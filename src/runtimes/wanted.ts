import { createErrands, type WorkerTerms } from "../core/errands.ts";
import { realPath } from "../core/real_path.ts";
import { spawnWorker } from "../core/spawn_worker.ts";
import type { WantedRuntimes } from "./find_wanted.ts";
import type { WantedProtocol } from "./protocol.ts";

/** Long enough for a machine that is busy with other things. */
const READY_TIMEOUT_MS = 30_000;

/**
 * What the version files of a folder ask for, read in a worker that may read that folder only. Throws NOT_FOUND
 * where there is no such folder, PERMISSION_DENIED where this user may not list it.
 */
export async function wantedRuntimes(folder: string, worker: WorkerTerms = {}): Promise<WantedRuntimes> {
  const real = realPath(folder, "project");
  const errands = createErrands<WantedProtocol>({
    name: "version files",
    spawn: () => spawnWorker(new URL("./wanted_worker.ts", import.meta.url), "wanted", { read: [real] }),
    ready_timeout_ms: READY_TIMEOUT_MS,
    ...worker,
  });
  return await errands.ask("wanted", { folder: real });
}
