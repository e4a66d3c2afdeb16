import type { Sample } from "../core/sample.ts";
import {
  type DaemonFigures,
  daemonMetrics,
  exposition,
  hostMetrics,
  type OperationMeter,
} from "../metrics/mod.ts";

/** Where the figures of `GET /metrics` come from. */
export interface MetricsSources {
  latest(): Sample | null;
  daemon(): DaemonFigures;
  readonly operations: OperationMeter;
}

/** The text of `GET /metrics`. */
export function createMetrics({ latest, daemon, operations }: MetricsSources): () => string {
  return () => {
    const sample = latest();
    return exposition([
      ...(sample === null ? [] : hostMetrics(sample)),
      ...daemonMetrics(daemon()),
      ...operations.metrics(),
    ]);
  };
}
