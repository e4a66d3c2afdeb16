import { spawnWorker } from "../core/spawn_worker.ts";
import { createErrands, type ErrandOptions, type Errands, type WorkerTerms } from "../core/errands.ts";
import type { InventoryProtocol } from "./protocol.ts";

/** Nobody waits for it: on a busy machine it may take its time. */
const READY_TIMEOUT_MS = 30_000;

/**
 * The inventory's worker: there while it has questions to answer. A question has two minutes unless it says otherwise.
 */
export type InventoryWorker = Pick<
  Errands<InventoryProtocol>,
  "ask" | "heartbeatAt" | "heapBytes" | "restarts"
>;

const ANSWER_MS = 120_000;

/** Asks workers with these permissions; of one that hangs nothing but the end of the process is the end. */
export function createInventoryWorker(
  permissions: Deno.PermissionOptionsObject,
  onHang?: (reason: Error) => void,
  worker: WorkerTerms & Pick<ErrandOptions, "stay_ms"> = {},
): InventoryWorker & Disposable {
  const errands = createErrands<InventoryProtocol>({
    name: "inventory",
    spawn: () => spawnWorker(new URL("./worker.ts", import.meta.url), "inventory", permissions),
    ready_timeout_ms: READY_TIMEOUT_MS,
    onHang,
    ...worker,
  });
  return {
    ...errands,
    ask: (name, input, call) => errands.ask(name, input, { timeout_ms: ANSWER_MS, ...call }),
  };
}
