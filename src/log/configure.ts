import {
  configureSync,
  getJsonLinesFormatter,
  getTextFormatter,
  type LogLevel,
  type LogRecord,
  type Sink,
  type TextFormatter,
} from "@logtape/logtape";

import { keepProblem } from "./problems.ts";
import { logRing } from "./ring.ts";

/** How log lines look and which are written. */
export interface LogSettings {
  readonly level: "debug" | "info" | "warning" | "error";
  readonly format: "auto" | "text" | "json";
}

const encoder = new TextEncoder();

/**
 * Sends every record of the program to stderr: text for people on a terminal, JSON lines elsewhere. May be called
 * again; the last call wins.
 */
export function configureLogging(settings: LogSettings): void {
  const text = settings.format === "text" || (settings.format === "auto" && Deno.stderr.isTerminal());
  configureSync({
    reset: true,
    sinks: {
      stderr: stderrSink(text ? textFormatter() : jsonFormatter()),
      problems: keepProblem,
      ring: (record) => logRing.keep(record),
    },
    loggers: [
      {
        category: ["cortex"],
        lowestLevel: settings.level satisfies LogLevel,
        sinks: ["stderr", "problems", "ring"],
      },
      { category: ["logtape", "meta"], lowestLevel: "warning", sinks: ["stderr"] },
    ],
  });
}

/** Synchronous, so that no line is lost when the process ends; a reader that is gone must not end the daemon. */
function stderrSink(format: TextFormatter): Sink {
  return (record: LogRecord) => {
    try {
      Deno.stderr.writeSync(encoder.encode(format(record)));
    } catch {
      // Nobody reads stderr any more: there is no place left to say so.
    }
  };
}

function jsonFormatter(): TextFormatter {
  return getJsonLinesFormatter({ categorySeparator: ".", message: "rendered", properties: "flatten" });
}

function textFormatter(): TextFormatter {
  return getTextFormatter({
    timestamp: "time",
    level: "full",
    category: (names) => names.slice(1).join("."),
    format: ({ timestamp, level, category, message, record }) =>
      `${timestamp} ${level} ${category}: ${message}${properties(record)}`,
  });
}

function properties(record: LogRecord): string {
  const pairs = Object.entries(record.properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${typeof value === "string" ? JSON.stringify(value) : plain(value)}`);
  return pairs.length === 0 ? "" : ` (${pairs.join(" ")})`;
}

function plain(value: unknown): string {
  return value instanceof Error
    ? JSON.stringify(value.stack ?? value.message)
    : JSON.stringify(value) ?? "undefined";
}
