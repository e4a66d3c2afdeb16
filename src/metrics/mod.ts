/**
 * Metrics: the last sample in Prometheus' text format, and the history of all figures. What counts as a metric: a
 * figure somebody may want to plot or compare between hosts; texts and lists are operations.
 * @module
 */
export { exposition } from "./exposition.ts";
export { hostMetrics } from "./host.ts";
export { daemonMetrics } from "./daemon.ts";
export { OperationMeter } from "./operations.ts";
export { createHistory, type History, type HistoryOptions } from "./history/history.ts";
export { HISTORY_FORMATS } from "./export.ts";
