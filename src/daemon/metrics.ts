import type { Alerts } from "../alerts/mod.ts";
import { daemonMetrics, exposition, hostMetrics, type OperationMeter } from "../metrics/mod.ts";
import type { Monitor } from "../monitor/mod.ts";
import type { Dispatcher, Parts } from "../operations/mod.ts";

/** Where the figures of `GET /metrics` come from. */
export interface MetricsSources {
  readonly monitor: Pick<Monitor, "latest">;
  readonly parts: Pick<Parts, "daemon" | "packages">;
  readonly alerts: Pick<Alerts, "statuses">;
  readonly dispatcher: Pick<Dispatcher, "stats">;
  readonly operations: OperationMeter;
}

/** The text of `GET /metrics`. */
export function createMetrics(sources: MetricsSources): () => string {
  const { monitor, parts, alerts, dispatcher, operations } = sources;
  return () => {
    const sample = monitor.latest();
    const daemon = daemonMetrics({
      status: parts.daemon.status(dispatcher.stats()),
      cache: parts.packages.cache.stats(),
      alert_statuses: alerts.statuses(),
    });
    return exposition([...(sample === null ? [] : hostMetrics(sample)), ...daemon, ...operations.metrics()]);
  };
}
