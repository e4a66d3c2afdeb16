import { type HandlersOf, later } from "../handler.ts";
import type { MetricsPart } from "../parts.ts";

/** Handlers of `metrics.*`. */
export function metricsHandlers(metrics: MetricsPart): HandlersOf<"metrics"> {
  return {
    "metrics.query": later<"metrics.query">((query) => metrics.query(query)),
    "metrics.latest": later<"metrics.latest">((query) => metrics.latest(query)),
  };
}
