import {
  getJsonLinesFormatter,
  getTextFormatter,
  type LogRecord,
  type TextFormatter,
} from "@logtape/logtape";
import { messageOf } from "./text.ts";

/** JSON lines for programs. */
export function jsonFormatter(): TextFormatter {
  return withMessage(
    getJsonLinesFormatter({ categorySeparator: ".", message: "rendered", properties: "flatten" }),
  );
}

/** Lines for people. */
export function textFormatter(): TextFormatter {
  return withMessage(getTextFormatter({
    timestamp: "time",
    level: "full",
    category: (names) => names.slice(1).join("."),
    format: ({ timestamp, level, category, message, record }) =>
      `${timestamp} ${level} ${category}: ${message}${properties(record)}`,
  }));
}

/** The message as it is elsewhere: of its own the library quotes texts, and of an error it tells the name only. */
function withMessage(format: TextFormatter): TextFormatter {
  return (record) => format({ ...record, message: [messageOf(record)] });
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
