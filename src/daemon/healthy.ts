import type { Subsystem } from "../contract/mod.ts";

/** What decides whether the daemon does its work. */
export interface Signs {
  /** Wall clock, milliseconds; null before the first sample. */
  readonly last_sample_ms: number | null;
  readonly interval_ms: number;
  /** When the daemon started, wall clock, milliseconds. */
  readonly started_ms: number;
  readonly subsystems: readonly Subsystem[];
}

/** Ticks without a sample after which the readings are stale. */
const TICKS = 3;

/**
 * Age of the inventory's last check, or of a start without one, after which it is stale: twice the time between two.
 */
const INVENTORY_MS = 600_000;

/** Whether the readings are as fresh as they should be: the host's, and the inventory's where it is on. */
export function isHealthy(signs: Signs, now_ms: number): boolean {
  const { last_sample_ms, interval_ms, started_ms, subsystems } = signs;
  if (last_sample_ms === null || now_ms - last_sample_ms > TICKS * interval_ms) return false;
  return subsystems.every(({ name, state, last_heartbeat_at }) =>
    name !== "inventory" || state === "off" ||
    now_ms - (last_heartbeat_at === null ? started_ms : Date.parse(last_heartbeat_at)) <= INVENTORY_MS
  );
}
