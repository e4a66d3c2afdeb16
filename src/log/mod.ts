/**
 * Logging: structured records by LogTape, one logger a component. What counts as a log line: something an
 * administrator may want to know later; what happens to a host is an event, not a log line.
 * @module
 */
import { getLogger, type Logger } from "@logtape/logtape";
import type { LogComponent } from "../contract/mod.ts";

export type { Logger };
export { configureLogging, type LogSettings } from "./configure.ts";
export { stderrIsJournal } from "./journal_stream.ts";
export { type LogOutputs, openLogOutputs } from "./outputs.ts";
export { LogRing, logRing } from "./ring.ts";
export { type Problem, recentProblems } from "./problems.ts";

/**
 * The logger of a component: `logger("monitor")`. Messages are capitalised, without a full stop; facts are properties.
 */
export function logger(component: LogComponent): Logger {
  return getLogger(["cortex", component]);
}
