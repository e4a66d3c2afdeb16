import { CortexError } from "../contract/wire.ts";
import { type Clock, systemClock } from "./clock.ts";
import { withDeadline } from "./deadline.ts";
import type { Heap } from "./heap.ts";
import { type Sleep, sleep as machineSleep } from "./sleep.ts";
import type { WorkerPort } from "./spawn_worker.ts";
import type { FromWorker, LinkProtocol, ToWorker } from "./worker_protocol.ts";

/**
 * How a worker came to its end: by an exception, a file that does not load or its own closing; by too much memory; or
 * without a heartbeat.
 */
export type WorkerEnd = "fault" | "heap" | "silence";

/** What {@link openLink} takes. */
export interface LinkOptions<P extends LinkProtocol> {
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
  /** Time between heartbeats. @default {5000} */
  readonly heartbeat_ms?: number;
  /** Heartbeats without an answer after which the worker counts as hung. @default {3} */
  readonly missed_heartbeats?: number;
  readonly clock?: Clock;
  readonly sleep?: Sleep;
}

/** Share of what V8 gives its heap at which a worker is ended: beyond the whole V8 ends the process. */
const HEAP_SHARE = 0.8;

/** What a call may take besides its input. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** @default {10000} */
  readonly timeout_ms?: number;
}

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

interface Waiting {
  resolve(output: unknown): void;
  reject(error: Error): void;
}

/** Starts a worker and waits until it is ready. Throws UNAVAILABLE, with nothing left behind, when it does not get there. */
export async function openLink<P extends LinkProtocol>(options: LinkOptions<P>): Promise<WorkerLink<P>> {
  const { name, clock = systemClock, sleep = machineSleep } = options;
  const { heartbeat_ms = 5000, missed_heartbeats = 3 } = options;
  const waiting = new Map<number, Waiting>();
  const ended = new AbortController();
  const ready = Promise.withResolvers<void>();
  let is_ready = false;
  let last_id = 0;
  let unanswered = 0;
  let heartbeat_at = clock.wall();
  let heap_bytes: number | null = null;
  let sign = Promise.withResolvers<void>();

  const port = options.spawn();
  const post = (message: ToWorker) => port.postMessage(JSON.stringify(message));

  const end = (reason: Error): void => {
    if (ended.signal.aborted) return;
    ended.abort();
    sign.resolve();
    port.terminate();
    ready.reject(reason);
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  const fail = (why: string, how: WorkerEnd = "fault"): void => {
    if (ended.signal.aborted) return;
    const reason = new CortexError("UNAVAILABLE", `Cannot use the worker "${name}": ${why}`);
    end(reason);
    if (is_ready) options.onEnd?.(reason, how);
  };
  /** Whoever is left in the map has no answer yet. */
  const take = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    return found;
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
        unanswered = 0;
        heartbeat_at = clock.wall();
        heap_bytes = message.heap.bytes;
        sign.resolve();
        sign = Promise.withResolvers();
        return bound(message.heap);
      case "output":
        return take(message.id)?.resolve(message.output);
      case "failure":
        return take(message.id)?.reject(failureOf(message, name));
    }
  };

  const bound = ({ bytes, limit_bytes }: Heap): void => {
    if (limit_bytes === null || bytes < limit_bytes * HEAP_SHARE) return;
    fail(`its heap grew to ${bytes} bytes, it may have ${limit_bytes}`, "heap");
  };

  const heartbeat = async (): Promise<void> => {
    for (;;) {
      await sleep(heartbeat_ms, ended.signal);
      if (unanswered >= missed_heartbeats) {
        return fail(`${unanswered} heartbeats without an answer`, "silence");
      }
      unanswered++;
      post({ type: "ping" });
    }
  };

  const terminate = () =>
    end(new CortexError("UNAVAILABLE", `Cannot use the worker "${name}": it was ended`));

  port.onmessage = (event) => receive(JSON.parse(event.data));
  // What comes this way happened before the worker listened: it could not be loaded.
  port.onerror = (event) => {
    event.preventDefault(); // else the exception ends this thread too
    fail(event.message);
  };

  try {
    await withDeadline(
      ready.promise,
      options.ready_timeout_ms ?? 15_000,
      () =>
        new CortexError("UNAVAILABLE", `Cannot start the worker "${name}": it does not say that it is ready`),
    );
  } catch (error) {
    end(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
  is_ready = true;
  heartbeat_at = clock.wall();
  heartbeat().catch(() => {}); // ends with the worker

  return {
    async call(call_name, input, { signal, timeout_ms = 10_000 } = {}) {
      const what = `Cannot ask the worker "${name}" for "${call_name}"`;
      const cancelled = () => new CortexError("CANCELLED", `${what}: cancelled`);
      if (signal?.aborted) throw cancelled();
      if (ended.signal.aborted) throw new CortexError("UNAVAILABLE", `${what}: it has ended`);
      const id = ++last_id;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const cancel = () => reject(cancelled());
      signal?.addEventListener("abort", cancel, { once: true });
      waiting.set(id, { resolve, reject });
      try {
        post({ type: "call", id, name: call_name, input });
        const output = await withDeadline(
          promise,
          timeout_ms,
          () => new CortexError("TIMEOUT", `${what}: no answer within ${timeout_ms} ms`),
        );
        return output as never;
      } finally {
        signal?.removeEventListener("abort", cancel);
        if (waiting.delete(id)) post({ type: "cancel", id });
      }
    },
    heartbeatAt: () => heartbeat_at,
    heapBytes: () => heap_bytes,
    async dismiss() {
      if (ended.signal.aborted) return;
      post({ type: "ping" });
      await sign.promise;
      terminate();
    },
    terminate,
  };
}

function failureOf(message: Extract<FromWorker, { type: "failure" }>, worker: string): Error {
  if (message.error) {
    const { code, message: text, ...more } = message.error;
    return new CortexError(code, text, more);
  }
  return new Error(`The worker "${worker}" failed: ${message.fault}`);
}
