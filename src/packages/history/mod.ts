/**
 * What was done to the packages of a host, by the logs of its package managers. What counts as a change: a version
 * that came, went or took another's place; not the states between.
 * @module
 */
export type { PackageChange } from "./change.ts";
export { type HistoryQuery, type PackageHistory, packageHistory } from "./package_history.ts";
