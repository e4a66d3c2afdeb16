/** A share in percent with two decimals; 0 of nothing is 0. */
export function percentOf(part: number, whole: number): number {
  return whole > 0 ? round(100 * part / whole) : 0;
}

/** Two decimals: what lies beyond is noise and only makes samples longer. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The largest whole number replies can carry; a few network file systems claim more. */
export function whole(value: number): number {
  return Math.min(Math.max(Math.trunc(value), 0), Number.MAX_SAFE_INTEGER);
}
