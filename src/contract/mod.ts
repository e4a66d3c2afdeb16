/**
 * The contract: operations as data, the schemas of what goes in and out, and the table of errors.
 * Pure: no input or output, and nothing but zod is imported. What counts as part of the contract: what two
 * processes must agree on.
 * @module
 */
export * from "./errors.ts";
export * from "./once.ts";
export * from "./operation.ts";
export * from "./operations.ts";
export * from "./common.ts";
export * from "./alerts.ts";
export * from "./assistant.ts";
export * from "./batch.ts";
export * from "./events.ts";
export * from "./jobs.ts";
export * from "./logs.ts";
export * from "./health.ts";
export * from "./processes.ts";
export * from "./users.ts";
export * from "./runtimes.ts";
export * from "./daemon.ts";
export * from "./config.ts";
export * from "./metrics.ts";
export * from "./models.ts";
export * from "./packages.ts";
export * from "./cache.ts";
export * from "./updates.ts";
export * from "./history.ts";
export * from "./store.ts";
export * from "./vulnerabilities.ts";
export * from "./silences.ts";
export * from "./outbox.ts";
export { VERSION } from "./version.ts";
