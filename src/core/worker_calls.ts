import { CortexError } from "../contract/wire.ts";
import { withDeadline } from "./deadline.ts";
import type { FromWorker, ToWorker } from "./worker_protocol.ts";

/** What a call may take besides its input. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** @default {10000} */
  readonly timeout_ms?: number;
}

/** How a worker answers a call. */
type Reply = Extract<FromWorker, { type: "output" | "failure" }>;

/** The calls to a worker that have no answer yet. */
export interface WorkerCalls {
  /**
   * Makes one. Throws TIMEOUT, CANCELLED, UNAVAILABLE when the worker ended, a `CortexError` the handler threw, or an
   * `Error` for any other fault of it.
   */
  call(name: string, input: unknown, options?: CallOptions): Promise<unknown>;
  /** Takes an answer; one that comes too late is dropped. */
  settle(reply: Reply): void;
  /** All that wait fail with the reason; no other is made. */
  end(reason: Error): void;
}

interface Waiting {
  resolve(output: unknown): void;
  reject(error: Error): void;
}

/** None yet. `worker` is its name, for messages to people. */
export function createWorkerCalls(worker: string, post: (message: ToWorker) => void): WorkerCalls {
  const waiting = new Map<number, Waiting>();
  let last_id = 0;
  let has_ended = false;
  return {
    call: async (name, input, { signal, timeout_ms = 10_000 } = {}) => {
      const what = `Cannot ask the worker "${worker}" for "${name}"`;
      const cancelled = () => new CortexError("CANCELLED", `${what}: cancelled`);
      if (signal?.aborted) throw cancelled();
      if (has_ended) throw new CortexError("UNAVAILABLE", `${what}: it has ended`);
      const id = ++last_id;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const cancel = () => reject(cancelled());
      signal?.addEventListener("abort", cancel, { once: true });
      waiting.set(id, { resolve, reject });
      try {
        post({ type: "call", id, name, input });
        const late = () => new CortexError("TIMEOUT", `${what}: no answer within ${timeout_ms} ms`);
        return await withDeadline(promise, timeout_ms, late);
      } finally {
        signal?.removeEventListener("abort", cancel);
        // Whoever is left there has no answer yet.
        if (waiting.delete(id)) post({ type: "cancel", id });
      }
    },
    settle: (reply) => {
      const found = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (reply.type === "output") found?.resolve(reply.output);
      else found?.reject(failureOf(reply, worker));
    },
    end: (reason) => {
      has_ended = true;
      for (const { reject } of waiting.values()) reject(reason);
      waiting.clear();
    },
  };
}

function failureOf({ error, fault }: Extract<Reply, { type: "failure" }>, worker: string): Error {
  if (error === undefined) return new Error(`The worker "${worker}" failed: ${fault}`);
  const { code, message, ...more } = error;
  return new CortexError(code, message, more);
}
