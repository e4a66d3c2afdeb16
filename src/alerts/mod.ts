/**
 * Alerts: rules as data, a pure evaluation, and the alerts that are kept. What counts as a firing alert: a
 * condition that lasts for its rule's time on one subject. From then until it is gone for `alerts.recover_seconds`,
 * and longer if it is back within 10 minutes, it is one episode with one alert: active, acknowledged, and at the
 * end resolved, or dismissed. One that somebody acknowledged or dismissed is active again when it gets worse than
 * it was then; a dismissed one also when it still lasts after `alerts.rearm_hours`. At most two events in 10
 * minutes tell of an alert, but for the first time that it reaches a severity. What counts as silenced: an open alert
 * that a silence covers; it is raised, shown and an event like any other, and only not sent out.
 * @module
 */
export { createAlerts } from "./keeper.ts";
export type { Alerts, AlertsOptions } from "./alerts.ts";
export { holdingConditions } from "./holding.ts";
export type { Notice } from "./notice.ts";
export { RULES } from "./rules.ts";
export { loadThresholds, type Thresholds, thresholdsInForce } from "./thresholds.ts";
