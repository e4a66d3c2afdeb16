import { UsageError } from "../../usage_error.ts";

const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 };

/** Seconds of a span: `90`, `90s`, `5min`, `6h`, `7d`; undefined for anything else. */
function secondsOf(text: string): number | undefined {
  const [, amount, unit = "s"] = text.match(/^(\d{1,9})(s|min|h|d)?$/) ?? [];
  return amount === undefined ? undefined : Number(amount) * (SECONDS[unit] ?? 1);
}

/** A span as whole seconds. Throws UsageError. */
export function spanOf(text: string, option: string): number {
  const seconds = secondsOf(text);
  if (seconds !== undefined && seconds > 0) return seconds;
  throw new UsageError(
    `Cannot take "${text}" as --${option}: give a span as 90s, 5min, 6h or 7d`,
    "metrics query",
  );
}

/** A time, or how long before now, as RFC 3339 in UTC. Throws UsageError. */
export function timeOf(text: string, option: string, now_ms: number): string {
  const ago = secondsOf(text);
  const at_ms = ago === undefined ? Date.parse(text) : now_ms - ago * 1000;
  // Beyond it there is no date (ECMA-262, 21.4.1.1).
  if (Math.abs(at_ms) <= 8.64e15) return new Date(at_ms).toISOString();
  throw new UsageError(
    `Cannot take "${text}" as --${option}: give a time as 2026-11-21T10:00Z, or how long ago as 5min, 6h or 7d`,
    "metrics query",
  );
}
