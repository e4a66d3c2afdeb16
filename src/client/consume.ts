import { type BackOff, CortexError, type OutputOf, pauseMs } from "../contract/wire.ts";
import { systemTiming, type Timing } from "./retry.ts";
import type { Client } from "./types.ts";

/** An entry of the outbox as a consumer gets it. */
export type Delivery = OutputOf<"outbox.read">["items"][number];

/** How the outbox is consumed; nothing is required. */
export interface ConsumeOptions {
  /** Ends it, without an error; a delivery that has begun is waited for, and acknowledged. */
  readonly signal?: AbortSignal;
  /**
   * How long to wait for more where nothing is to be delivered, milliseconds.
   * @default {5000}
   */
  readonly idle_ms?: number;
  /**
   * Pauses after what failed, in whole seconds.
   * @default {{ first_pause_ms: 2000, longest_pause_ms: 300000 }}
   */
  readonly back_off?: BackOff;
  /** Told of a delivery that failed, before it is tried again; what it throws ends the consuming. */
  readonly onFailed?: (error: unknown, entry: Delivery) => void;
  /** Called with the fault of a daemon that is gone, before it is asked again. */
  readonly onLost?: (fault: CortexError) => void;
}

const BACK_OFF: BackOff = { first_pause_ms: 2000, longest_pause_ms: 300_000 };
const IDLE_MS = 5000;
const NEVER = new AbortController().signal;

/**
 * Delivers what must be told outside this host, until it is ended: each entry at least once and in order for each
 * subject, acknowledged when `deliver` is done with it. One for which it throws is tried again, and only those of the
 * same subject wait for it. A daemon that is gone is waited for as long as it takes; what was not acknowledged comes
 * again. One at a time may consume in the name of one `consumer` (small letters, digits, `.`, `_` and `-`). Fails with
 * a CortexError that does not pass: INVALID_PARAMS, PERMISSION_DENIED.
 */
export function consume(
  client: Pick<Client, "outbox">,
  consumer: string,
  deliver: (entry: Delivery) => unknown,
  options: ConsumeOptions = {},
): Promise<void> {
  return consumeBy(systemTiming, client, consumer, deliver, options);
}

/** The same by another clock. */
export async function consumeBy(
  timing: Timing,
  client: Pick<Client, "outbox">,
  consumer: string,
  deliver: (entry: Delivery) => unknown,
  { signal = NEVER, idle_ms = IDLE_MS, back_off = BACK_OFF, onFailed, onLost }: ConsumeOptions,
): Promise<void> {
  /** Delivers what is given for so long; tells what came of it. */
  const deliverNext = async (lease_seconds: number): Promise<"nothing" | "all" | "failed"> => {
    const { items } = await client.outbox.read({ consumer, lease_seconds }, { signal });
    /** Subjects of which one could not be delivered: those behind it keep their order. */
    const stuck = new Set<string>();
    for (const entry of items) {
      if (signal.aborted) break;
      if (stuck.has(entry.subject)) continue;
      try {
        await deliver(entry);
      } catch (error) {
        onFailed?.(error, entry);
        stuck.add(entry.subject);
        continue;
      }
      await client.outbox.acknowledge({ consumer, seqs: [entry.seq] });
    }
    return items.length === 0 ? "nothing" : stuck.size === 0 ? "all" : "failed";
  };
  /** The same, where a daemon that is gone is one more failure. */
  const tryNext: typeof deliverNext = async (lease_seconds) => {
    try {
      return await deliverNext(lease_seconds);
    } catch (error) {
      if (signal.aborted) return "nothing";
      if (!(error instanceof CortexError) || !error.row.passing) throw error;
      onLost?.(error);
      return "failed";
    }
  };

  for (let failures = 0; !signal.aborted;) {
    // What fails comes again when its lease is over: the lease is the pause before that.
    const lease_seconds = Math.ceil(pauseMs(back_off, failures + 2, timing.random()) / 1000);
    const outcome = await tryNext(lease_seconds);
    if (outcome === "all") failures = 0;
    if (outcome === "failed") failures++;
    // Others than what failed need not wait for longer than ever.
    const pause_ms = { nothing: idle_ms, all: 0, failed: Math.min(idle_ms, 1000 * lease_seconds) }[outcome];
    if (pause_ms > 0) await timing.sleep(pause_ms, signal).catch(() => {});
  }
}
