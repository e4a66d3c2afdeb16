import {
  getJsonLinesFormatter,
  getTextFormatter,
  type LogRecord,
  type TextFormatter,
} from "@logtape/logtape";

/** JSON lines for programs. */
export function jsonFormatter(): TextFormatter {
  return getJsonLinesFormatter({ categorySeparator: ".", message: "rendered", properties: "flatten" });
}

/** Lines for people. */
export function textFormatter(): TextFormatter {
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
