import { CortexError } from "../contract/wire.ts";
import { createErrands, type WorkerTerms } from "../core/errands.ts";
import { spawnWorker } from "../core/spawn_worker.ts";
import type { WantedRuntimes } from "./find_wanted.ts";
import type { WantedProtocol } from "./protocol.ts";

/** Long enough for a machine that is busy with other things. */
const READY_TIMEOUT_MS = 30_000;

/**
 * What the version files of a folder ask for, read in a worker that may read that folder only. Throws NOT_FOUND
 * where there is no such folder.
 */
export async function wantedRuntimes(folder: string, worker: WorkerTerms = {}): Promise<WantedRuntimes> {
  const real = realFolder(folder);
  const errands = createErrands<WantedProtocol>({
    name: "version files",
    spawn: () => spawnWorker(new URL("./wanted_worker.ts", import.meta.url), "wanted", { read: [real] }),
    ready_timeout_ms: READY_TIMEOUT_MS,
    ...worker,
  });
  return await errands.ask("wanted", { folder: real });
}

function realFolder(folder: string): string {
  try {
    const real = Deno.realPathSync(folder);
    if (Deno.statSync(real).isDirectory) return real;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory)) throw error;
  }
  throw new CortexError(
    "NOT_FOUND",
    `Cannot read the folder "${folder}": there is no such folder; give a project's folder`,
  );
}
