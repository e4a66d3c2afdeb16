import { CortexError } from "../contract/wire.ts";
import { withDeadline } from "./deadline.ts";
import type { Heap } from "./heap.ts";
import { createHeartbeat, type HeartbeatTerms } from "./heartbeat.ts";
import type { WorkerPort } from "./spawn_worker.ts";
import { type CallOptions, createWorkerCalls } from "./worker_calls.ts";
import type { FromWorker, LinkProtocol, ToWorker } from "./worker_protocol.ts";

/**
 * How a worker came to its end: by an exception, a file that does not load or its own closing; by too much memory; or
 * without a heartbeat.
 */
export type WorkerEnd = "fault" | "heap" | "silence";

/** What {@link openLink} takes. */
export interface LinkOptions<P extends LinkProtocol> extends HeartbeatTerms {
  /** For messages to people. */
  readonly name: string;
  /** Makes the worker; see {@link spawnWorker}. */
  spawn(): WorkerPort;
  /** Called for each event of the worker. */
  onEvent?<N extends keyof P["events"] & string>(name: N, data: P["events"][N]): void;
  /** Called once when the worker dies by itself. One that ended by `silence` may go on as long as the process does. */
  onEnd?(reason: Error, how: WorkerEnd): void;
  /** @default {15000} */
  readonly ready_timeout_ms?: number;
}

/** Share of what V8 gives its heap at which a worker is ended: beyond the whole V8 ends the process. */
const HEAP_SHARE = 0.8;

/** The main side of a worker that is ready. */
export interface WorkerLink<P extends LinkProtocol> {
  /**
   * Asks the worker. Throws TIMEOUT, CANCELLED, UNAVAILABLE when the worker ended, a `CortexError` the handler threw,
   * or an `Error` for any other fault of it.
   */
  call<N extends keyof P["calls"] & string>(
    name: N,
    input: P["calls"][N]["input"],
    options?: CallOptions,
  ): Promise<P["calls"][N]["output"]>;
  /** Wall clock of the last sign of life, milliseconds. */
  heartbeatAt(): number;
  /** Heap at the last heartbeat, bytes; null before the first one. */
  heapBytes(): number | null;
  /**
   * Ends the worker once it has shown that it does not hang: it may be in the middle of something that nobody waits for
   * any more. One that does hang ends as ever, by its silence.
   */
  dismiss(): Promise<void>;
  /** Ends the worker; what is still waited for fails with UNAVAILABLE. A worker that loops is not stopped by it. */
  terminate(): void;
}

/**
 * Starts a worker and waits until it is ready. Throws UNAVAILABLE, with nothing left behind, when it does not get
 * there.
 */
export async function openLink<P extends LinkProtocol>(options: LinkOptions<P>): Promise<WorkerLink<P>> {
  const { name, ready_timeout_ms = 15_000 } = options;
  const ended = new AbortController();
  const ready = Promise.withResolvers<void>();
  let is_ready = false;

  const port = options.spawn();
  const post = (message: ToWorker) => port.postMessage(JSON.stringify(message));
  const calls = createWorkerCalls(name, post);
  const heartbeat = createHeartbeat({
    ...options,
    ping: () => post({ type: "ping" }),
    onSilence: (missed) => fail(`${missed} heartbeats without an answer`, "silence"),
    signal: ended.signal,
  });

  const end = (reason: Error): void => {
    if (ended.signal.aborted) return;
    ended.abort();
    port.terminate();
    ready.reject(reason);
    calls.end(reason);
  };
  const terminate = () => end(unusable(name, "it was ended"));
  const fail = (why: string, how: WorkerEnd = "fault"): void => {
    if (ended.signal.aborted) return;
    const reason = unusable(name, why);
    end(reason);
    if (is_ready) options.onEnd?.(reason, how);
  };
  const bound = ({ bytes, limit_bytes }: Heap): void => {
    if (limit_bytes === null || bytes < limit_bytes * HEAP_SHARE) return;
    fail(`its heap grew to ${bytes} bytes, it may have ${limit_bytes}`, "heap");
  };
  const receive = (message: FromWorker): void => {
    switch (message.type) {
      case "ready":
        return ready.resolve();
      case "event":
        return options.onEvent?.(message.name, message.data as never);
      case "fault":
        return fail(message.message);
      case "closing":
        return fail("it closed itself");
      case "pong":
        heartbeat.answered(message.heap);
        return bound(message.heap);
      case "output":
      case "failure":
        return calls.settle(message);
    }
  };

  port.onmessage = (event) => receive(JSON.parse(event.data));
  // What comes this way happened before the worker listened: it could not be loaded.
  port.onerror = (event) => {
    event.preventDefault(); // else the exception ends this thread too
    fail(event.message);
  };

  try {
    await withDeadline(ready.promise, ready_timeout_ms, () => notReady(name));
  } catch (error) {
    end(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
  is_ready = true;
  heartbeat.begin();

  return {
    call: async (call_name, input, call) => await calls.call(call_name, input, call) as never,
    heartbeatAt: heartbeat.at,
    heapBytes: heartbeat.heapBytes,
    dismiss: async () => {
      await heartbeat.next();
      terminate();
    },
    terminate,
  };
}

function unusable(worker: string, why: string): CortexError {
  return new CortexError("UNAVAILABLE", `Cannot use the worker "${worker}": ${why}`);
}

function notReady(worker: string): CortexError {
  return new CortexError(
    "UNAVAILABLE",
    `Cannot start the worker "${worker}": it does not say that it is ready`,
  );
}
