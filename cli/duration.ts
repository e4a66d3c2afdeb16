import { UsageError } from "./usage_error.ts";

const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 };

/** Seconds of a time as the tables show it: `90 s`, `30min`, `2 h`, `1d`. Throws UsageError. */
export function secondsOf(text: string, option: string, command: string): number {
  const [, amount = "", unit = ""] = text.match(/^(\d{1,9}) ?(s|min|h|d)$/) ?? [];
  const seconds = SECONDS[unit];
  if (seconds !== undefined) return Number(amount) * seconds;
  throw new UsageError(`Cannot use ${option} "${text}": give a time such as 30min, 2h or 7d`, command);
}
