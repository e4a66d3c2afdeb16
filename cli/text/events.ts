import type { Event, LogEntry, LogLevel } from "../../src/contract/wire.ts";
import { SEVERITY_STYLES } from "./alerts.ts";
import { type Line, type Piece, type Style, styled } from "./paint.ts";

/** An event, or what is told of it outside, on one line: when, how bad, what, about what, and the facts. */
export function eventLine(
  { at, severity, type, subject, data }: Pick<Event, "at" | "severity" | "type" | "subject" | "data">,
): Line {
  return [
    styled("faint", at),
    "  ",
    styled(SEVERITY_STYLES[severity], severity.padEnd(8)),
    `  ${type.padEnd(16)}`,
    ...(subject === "" ? [] : [`  ${subject}`]),
    ...factPieces(data),
  ];
}

/** Facts by name, after the rest of a line. */
function factPieces(facts: Readonly<Record<string, unknown>>): Piece[] {
  const pairs = Object.entries(facts).map(([name, value]) =>
    `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`
  );
  return pairs.length === 0 ? [] : [styled("faint", `  ${pairs.join(" ")}`)];
}

const LEVEL_STYLES: Readonly<Record<LogLevel, Style>> = {
  debug: "faint",
  info: "strong",
  warning: "warning",
  error: "bad",
  fatal: "bad",
};

/** A record of the log on one line: when, how much it matters, who says it, what, and the facts. */
export function logLine({ at, level, component, message, data }: LogEntry): Line {
  return [
    styled("faint", at),
    "  ",
    styled(LEVEL_STYLES[level], level.padEnd(8)),
    `  ${component.padEnd(10)}  ${message}`,
    ...factPieces(data),
  ];
}
