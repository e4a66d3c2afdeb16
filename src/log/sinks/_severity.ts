import type { LogRecord } from "@logtape/logtape";

/** Severities of RFC 5424, section 6.2.1, which are the journal's too (sd-daemon(3)). */
export const SEVERITIES: Readonly<Record<LogRecord["level"], number>> = {
  trace: 7,
  debug: 7,
  info: 6,
  warning: 4,
  error: 3,
  fatal: 2,
};

/** Who says it. */
export const IDENTIFIER = "cortexd";
