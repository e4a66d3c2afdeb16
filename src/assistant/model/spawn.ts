import { spawnWorker, type WorkerPort } from "../../core/spawn_worker.ts";

/** A worker for a model with these permissions. Throws PERMISSION_DENIED where the process has less. */
export function spawnModelWorker(permissions: Deno.PermissionOptionsObject): WorkerPort {
  return spawnWorker(new URL("./worker.ts", import.meta.url), "assistant", permissions);
}
