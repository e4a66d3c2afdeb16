/**
 * Metrics in Prometheus' text format. What counts as a metric: a figure somebody may want to plot or compare
 * between hosts; texts and lists are operations.
 * @module
 */
export { exposition, type Metric } from "./exposition.ts";
export { hostMetrics } from "./host.ts";
export { daemonMetrics } from "./daemon.ts";
