import type { LogRecord } from "@logtape/logtape";
import { componentOf, messageOf } from "./text.ts";

/** A warning or an error of the log, as a dump shows it. */
export interface Problem {
  /** Wall clock, milliseconds. */
  readonly at_ms: number;
  readonly level: "warning" | "error" | "fatal";
  readonly component: string;
  readonly message: string;
}

/** How many are kept: enough to see what led to the last one. */
const KEPT = 50;

/** Longest text kept of one. */
const MESSAGE_CHARACTERS = 1000;

const kept: Problem[] = [];

/** A sink that keeps the last problems. */
export function keepProblem(record: LogRecord): void {
  const { timestamp, level } = record;
  if (level !== "warning" && level !== "error" && level !== "fatal") return;
  const message = messageOf(record).slice(0, MESSAGE_CHARACTERS);
  kept.push({ at_ms: timestamp, level, component: componentOf(record), message });
  if (kept.length > KEPT) kept.shift();
}

/** The last warnings and errors of this process, oldest first. */
export function recentProblems(): readonly Problem[] {
  return kept;
}
