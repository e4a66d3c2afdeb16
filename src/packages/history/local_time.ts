const TIME = /^(\d{4})-(\d\d)-(\d\d)[ T]+(\d\d):(\d\d)(?::(\d\d))?$/;

/** `2026-11-21 15:57:12` by the clock on the wall, in milliseconds since 1970; null for anything else. */
export function localTime(text: string): number | null {
  const [, year, month, day, hour, minute, second] = TIME.exec(text) ?? [];
  if (year === undefined) return null;
  const at = new Date(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second ?? 0),
  );
  return at.getTime();
}
