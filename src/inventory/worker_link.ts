import { spawnWorker } from "../core/spawn_worker.ts";
import { openLink, type WorkerLink } from "../core/worker_link.ts";
import type { InventoryProtocol } from "./protocol.ts";

type Calls = InventoryProtocol["calls"];

/** Heap above which the worker is ended: all packages of a large archive take half of it. */
const MAX_HEAP_BYTES = 805_306_368;

/** Nobody waits for it: on a busy machine it may take its time. */
const READY_TIMEOUT_MS = 30_000;

/** How long and for whom a question is asked. */
export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  /** @default {120000} */
  readonly timeout_ms?: number;
}

/** The inventory's worker: there while it has a question to answer. */
export interface InventoryWorker {
  /**
   * Asks a worker of its own. One runs at a time; a question waits until those before it are answered. Fails with
   * UNAVAILABLE for a damaged database or a worker that died, TIMEOUT, CANCELLED.
   */
  ask<N extends keyof Calls & string>(
    name: N,
    input: Calls[N]["input"],
    options?: AskOptions,
  ): Promise<Calls[N]["output"]>;
  /** Wall clock of the last sign of life, milliseconds; null while none runs. */
  heartbeatAt(): number | null;
}

/** A worker with these permissions for each question; of one that hangs nothing but the end of the process is the end. */
export function createInventoryWorker(
  permissions: Deno.PermissionOptionsObject,
  onHang: (reason: Error) => void = () => {},
): InventoryWorker {
  let last: Promise<unknown> = Promise.resolve();
  let running: WorkerLink<InventoryProtocol> | undefined;
  return {
    ask: (name, input, { signal, timeout_ms = 120_000 } = {}) => {
      const answer = last.then(async () => {
        const link = await openLink<InventoryProtocol>({
          name: "inventory",
          spawn: () => spawnWorker(new URL("./worker.ts", import.meta.url), "inventory", permissions),
          max_heap_bytes: MAX_HEAP_BYTES,
          ready_timeout_ms: READY_TIMEOUT_MS,
          onEnd: (reason, how) => {
            if (how === "silence") onHang(reason);
          },
        });
        running = link;
        try {
          return await link.call(name, input, { signal, timeout_ms });
        } finally {
          running = undefined;
          link.terminate();
        }
      });
      last = answer.catch(() => {});
      return answer;
    },
    heartbeatAt: () => running?.heartbeatAt() ?? null,
  };
}
