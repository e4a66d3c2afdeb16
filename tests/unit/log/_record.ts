import type { LogRecord } from "@logtape/logtape";

const AT = Date.UTC(2026, 10, 21, 12);

/** A record of the component `ipc` at noon. */
export function record(message: string, changes: Partial<LogRecord> = {}): LogRecord {
  return {
    category: ["cortex", "ipc"],
    level: "info",
    message: [message],
    rawMessage: message,
    timestamp: AT,
    properties: {},
    ...changes,
  };
}
