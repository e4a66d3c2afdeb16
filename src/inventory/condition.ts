import type { Subsystem } from "../contract/mod.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import { messageOf } from "../core/message_of.ts";
import { logger } from "../log/mod.ts";
import type { InventoryWorker } from "./worker_link.ts";

/** How fresh the inventory is. */
export interface InventoryAge {
  /** When the files were last compared with the index, milliseconds since 1970; null before the first time. */
  readonly checked_at_ms: number | null;
  /** Since when the index is older than the files and could not be built anew; null where it is not. */
  readonly stale_since_ms: number | null;
}

/** How the inventory is, from one check to the next. */
export interface Condition {
  age(): InventoryAge;
  snapshot(): Subsystem;
  /** What there is to say: why the last check failed, or what the last one noted; null: nothing. */
  message(): string | null;
  /** A check begins: the files are looked at. */
  begin(): void;
  /** The worker is needed. */
  work(): void;
  /** The check was broken off: all is as it was before. */
  breakOff(): void;
  /** The index is that of the files; with what is to be said of it all the same. */
  succeed(note: string | null): void;
  fail(error: unknown): void;
}

/** What it takes to tell. */
export interface ConditionOptions {
  readonly enabled: boolean;
  readonly worker: Pick<InventoryWorker, "heartbeatAt" | "heapBytes" | "restarts">;
  readonly clock: Clock;
  /** Told when it does its work again and when it does not. */
  onState?(state: Subsystem): void;
}

/** The condition before the first check. */
export function createCondition({ enabled, worker, clock, onState }: ConditionOptions): Condition {
  const log = logger("inventory");
  let state: Subsystem["state"] = enabled ? "starting" : "off";
  let state_before: Subsystem["state"] = state;
  let message: string | null = null;
  let checked_at_ms: number | null = null;
  let stale_since_ms: number | null = null;

  const snapshot = (): Subsystem => {
    const seen_ms = state === "running" ? worker.heartbeatAt() : checked_at_ms;
    return {
      name: "inventory",
      state,
      restarts: worker.restarts(),
      last_heartbeat_at: seen_ms === null ? null : rfc3339(seen_ms),
      heap_bytes: worker.heapBytes(),
      message,
    };
  };

  return {
    age: () => ({ checked_at_ms, stale_since_ms }),
    snapshot,
    message: () => message,
    begin() {
      checked_at_ms = clock.wall();
      state_before = state;
    },
    work: () => state = "running",
    breakOff: () => state = state_before,
    succeed(note) {
      const has_recovered = stale_since_ms !== null;
      [state, message, stale_since_ms] = ["idle", note, null];
      if (has_recovered) onState?.(snapshot());
    },
    /** It is tried again with each check; what is the same each time is said once. */
    fail(error) {
      const reason = messageOf(error);
      const is_new = message !== reason;
      stale_since_ms ??= clock.wall();
      [state, message] = ["unhealthy", reason];
      if (!is_new) return;
      log.error("Cannot build the index of packages: {reason}", { reason });
      onState?.(snapshot());
    },
  };
}
