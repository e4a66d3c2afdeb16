const LEVELS = "▁▂▃▄▅▆▇█";

/** A share of the whole, from 0 to 1, as one character of its height. */
export function level(share: number): string {
  const at = Math.round(Math.min(1, Math.max(0, share)) * (LEVELS.length - 1));
  return LEVELS[at] ?? "";
}

/**
 * Values as a line of at most so many characters, the highest of them as high as a character: each stands for the
 * mean of its share of the values, and for none of them as a blank.
 */
export function spark(values: readonly (number | null)[], characters: number): string {
  const size = Math.max(1, Math.ceil(values.length / Math.max(1, characters)));
  const means = Array.from(
    { length: Math.ceil(values.length / size) },
    (_, at) => meanOf(values.slice(at * size, (at + 1) * size)),
  );
  const highest = Math.max(0, ...means.map((mean) => mean ?? 0));
  return means.map((mean) => mean === null ? " " : level(highest > 0 ? mean / highest : 0)).join("");
}

/** The mean of the values that are there; null: there are none. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const there = values.filter((value) => value !== null);
  return there.length === 0 ? null : there.reduce((sum, value) => sum + value, 0) / there.length;
}
