import { UsageError } from "./usage_error.ts";

const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 };

/** Nothing is older, and beyond the last there is no date (ECMA-262, 21.4.1.1). */
const [FIRST_MS, LAST_MS] = [0, 8.64e15];

/** A day, or a moment of one: in this machine's zone where none is written (RFC 3339, 5.6, with a blank for the T). */
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d\d:\d\d)?)?$/i;

/**
 * Seconds of a time as the tables show it: `90 s`, `30min`, `2 h`, `1d`, or of a number; undefined for what is none.
 */
function parse(text: string): number | undefined {
  const [, amount, unit = "s"] = text.match(/^(\d{1,9}) ?(s|min|h|d)?$/) ?? [];
  return amount === undefined ? undefined : Number(amount) * (SECONDS[unit] ?? 1);
}

/** Milliseconds of a moment; NaN for what is none, as 30 February and whatever else Date.parse makes a day of. */
function parseMoment(text: string): number {
  const [, year, month, day, time = "00:00", zone = ""] = MOMENT.exec(text.trim()) ?? [];
  const date = `${year}-${month}-${day}`;
  const midnight_ms = Date.parse(`${date}T00:00Z`);
  const exists = !Number.isNaN(midnight_ms) && new Date(midnight_ms).toISOString().startsWith(date);
  return exists ? Date.parse(`${date}T${time}${zone.toUpperCase()}`) : Number.NaN;
}

/** Seconds of a time such as `90`, `90 s`, `30min`, `2h` or `7d`. Throws UsageError. */
export function secondsOf(text: string, option: string, command: string): number {
  const seconds = parse(text);
  if (seconds !== undefined) return seconds;
  throw new UsageError(`Cannot use ${option} "${text}": give a time such as 90s, 30min, 2h or 7d`, command);
}

/**
 * A moment, or how long before now, as RFC 3339 in UTC. A day is its midnight in this machine's zone. Throws
 * UsageError.
 */
export function momentOf(text: string, option: string, command: string, now_ms: number): string {
  const ago = parse(text);
  const at_ms = ago === undefined ? parseMoment(text) : Math.max(FIRST_MS, now_ms - ago * 1000);
  if (Math.abs(at_ms) <= LAST_MS) return new Date(at_ms).toISOString();
  throw new UsageError(
    `Cannot use ${option} "${text}": give a moment such as 2026-11-21T10:00Z, or how long ago: 30min, 2h or 7d`,
    command,
  );
}

/** A moment to come, as RFC 3339 in UTC. Throws UsageError. */
export function momentToCome(text: string, option: string, command: string): string {
  const at_ms = parseMoment(text);
  if (!Number.isNaN(at_ms)) return new Date(at_ms).toISOString();
  throw new UsageError(`Cannot use ${option} "${text}": give a time such as 2026-12-24T08:00Z`, command);
}
