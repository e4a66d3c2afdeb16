import { type Clock, systemClock } from "./clock.ts";
import type { Heap } from "./heap.ts";
import { type Sleep, sleep as machineSleep } from "./sleep.ts";

/** How often a worker is asked whether it lives. */
export interface HeartbeatTerms {
  /** Time between heartbeats. @default {5000} */
  readonly heartbeat_ms?: number;
  /** Heartbeats without an answer after which the worker counts as hung. @default {3} */
  readonly missed_heartbeats?: number;
  readonly clock?: Clock;
  readonly sleep?: Sleep;
}

/** What {@link createHeartbeat} takes. */
export interface HeartbeatOptions extends HeartbeatTerms {
  /** Asks for a sign of life. */
  ping(): void;
  /** Called when the worker counts as hung. */
  onSilence(missed: number): void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** The signs of life of a worker. */
export interface Heartbeat {
  /** Takes now for the first sign, and asks for others until the signal aborts or none comes. */
  begin(): void;
  /** The worker has answered. */
  answered(heap: Heap): void;
  /** Asks at once; fulfils with the next sign, or when the signal aborts. */
  next(): Promise<void>;
  /** Wall clock of the last sign, milliseconds. */
  at(): number;
  /** Heap then, bytes; null before the first answer. */
  heapBytes(): number | null;
}

/** Asks nothing yet. */
export function createHeartbeat(options: HeartbeatOptions): Heartbeat {
  const { ping, onSilence, signal, clock = systemClock, sleep = machineSleep } = options;
  const { heartbeat_ms = 5000, missed_heartbeats = 3 } = options;
  let unanswered = 0;
  let at_ms = clock.wall();
  let heap_bytes: number | null = null;
  let sign = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => sign.resolve(), { once: true });

  const beat = async (): Promise<void> => {
    for (;;) {
      await sleep(heartbeat_ms, signal);
      if (unanswered >= missed_heartbeats) return onSilence(unanswered);
      unanswered++;
      ping();
    }
  };
  return {
    begin: () => {
      at_ms = clock.wall();
      beat().catch(() => {}); // the signal
    },
    answered: ({ bytes }) => {
      unanswered = 0;
      at_ms = clock.wall();
      heap_bytes = bytes;
      sign.resolve();
      sign = Promise.withResolvers();
    },
    next: async () => {
      if (signal.aborted) return;
      ping();
      await sign.promise;
    },
    at: () => at_ms,
    heapBytes: () => heap_bytes,
  };
}
