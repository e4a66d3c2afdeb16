import type { Alerts } from "../alerts/mod.ts";
import type { OutputOf } from "../contract/mod.ts";
import { daemonMetrics, exposition, hostMetrics, type OperationMeter } from "../metrics/mod.ts";
import { FIGURES, type Monitor } from "../monitor/mod.ts";
import type { Dispatcher, Parts } from "../operations/mod.ts";

/** Where the figures of `GET /metrics` come from. */
export interface MetricsSources {
  readonly monitor: Pick<Monitor, "latest">;
  readonly parts: Pick<Parts, "daemon">;
  /** Results of searches that are kept; null where nothing was searched yet. */
  cache(): OutputOf<"cache.stats"> | null;
  readonly alerts: Pick<Alerts, "statuses">;
  readonly dispatcher: Pick<Dispatcher, "stats">;
  readonly operations: OperationMeter;
}

const NO_CACHE = { entries: 0, hits: 0, misses: 0 };

/** The text of `GET /metrics`. */
export function createMetrics(sources: MetricsSources): () => string {
  const { monitor, parts, cache, alerts, dispatcher, operations } = sources;
  return () => {
    const sample = monitor.latest();
    const daemon = daemonMetrics({
      heap_bytes: Deno.memoryUsage().heapUsed,
      status: parts.daemon.status(dispatcher.stats()),
      cache: cache() ?? NO_CACHE,
      alert_statuses: alerts.statuses(),
    });
    const host = sample === null ? [] : hostMetrics(sample, FIGURES);
    return exposition([...host, ...daemon, ...operations.metrics()]);
  };
}
