import { CortexError } from "../contract/wire.ts";
import { spawnWorker } from "../core/spawn_worker.ts";
import { openLink } from "../core/worker_link.ts";
import type { WantedRuntimes } from "./find_wanted.ts";
import type { WantedProtocol } from "./protocol.ts";

/** Long enough for a machine that is busy with other things. */
const READY_TIMEOUT_MS = 30_000;

/**
 * What the version files of a folder ask for, read in a worker that may read that folder only. Throws NOT_FOUND
 * where there is no such folder.
 */
export async function wantedRuntimes(folder: string): Promise<WantedRuntimes> {
  const real = realFolder(folder);
  const link = await openLink<WantedProtocol>({
    name: "version files",
    spawn: () => spawnWorker(new URL("./wanted_worker.ts", import.meta.url), "wanted", { read: [real] }),
    ready_timeout_ms: READY_TIMEOUT_MS,
  });
  try {
    return await link.call("wanted", { folder: real });
  } finally {
    link.terminate();
  }
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
    `Cannot read the folder "${folder}": it is not there; give a project's folder`,
  );
}
