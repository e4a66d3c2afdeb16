import { daemonMetrics, exposition, hostMetrics } from "../metrics/mod.ts";
import type { Monitor } from "../monitor/mod.ts";
import type { OutputOf } from "../contract/mod.ts";

/** The text of `GET /metrics`. */
export function createMetrics(monitor: Monitor, status: () => OutputOf<"daemon.status">): () => string {
  return () => {
    const sample = monitor.latest();
    return exposition([...(sample === null ? [] : hostMetrics(sample)), ...daemonMetrics(status())]);
  };
}
