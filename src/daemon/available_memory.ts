import type { Monitor } from "../monitor/mod.ts";

/** Memory that is left for the daemon, bytes: the host's, or what its service may take; null where nobody knows. */
export async function availableMemory(
  monitor: Pick<Monitor, "latest" | "memoryRoom">,
): Promise<number | null> {
  const host = monitor.latest()?.memory?.available_bytes;
  // While the monitor's worker does not run, the host's own figure is the best there is.
  const room = await monitor.memoryRoom().catch(() => null);
  const known = [host, room].filter((bytes) => typeof bytes === "number");
  return known.length === 0 ? null : Math.min(...known);
}
