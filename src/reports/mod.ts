/**
 * Reports: answers that are put together from several parts, as pure functions. What counts as a report: a view
 * that no single part could give alone.
 * @module
 */
export { type HealthInput, healthReport } from "./health.ts";
