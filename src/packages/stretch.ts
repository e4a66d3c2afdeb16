/** Bytes between two places of others: what a file says there, without a copy. Good as long as they are not changed. */
export interface Stretch {
  readonly bytes: Uint8Array;
  readonly from: number;
  /** One more than the last. */
  readonly to: number;
}

/** A text, or its bytes in UTF-8 as they stand in a file. */
export type Text = string | Stretch;

const decoder = new TextDecoder(undefined, { ignoreBOM: true });
const [NEWLINE, ZERO, NINE] = [10, 48, 57];
/** The most digits of which each number is exact. */
const MAX_DIGITS = 15;

/** The text of bytes; what is no UTF-8 of them is U+FFFD. */
export function textOf(text: Text): string {
  if (typeof text === "string") return text;
  const { bytes, from, to } = text;
  return from === to ? "" : decoder.decode(bytes.subarray(from, to));
}

/** Whether each byte is a character. */
export function isAscii({ bytes, from, to }: Stretch): boolean {
  for (let at = from; at < to; at++) if ((bytes[at] ?? 0) > 0x7f) return false;
  return true;
}

/** The bytes up to the first newline, or all. */
export function firstLine({ bytes, from, to }: Stretch): Stretch {
  let end = from;
  while (end < to && bytes[end] !== NEWLINE) end++;
  return { bytes, from, to: end };
}

/** The number that decimal digits say; NaN where it is anything else, as nothing, or too many of them. */
export function numberOf({ bytes, from, to }: Stretch): number {
  if (from === to || to - from > MAX_DIGITS) return NaN;
  let number = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < ZERO || byte > NINE) return NaN;
    number = 10 * number + byte - ZERO;
  }
  return number;
}

/** Whether two have the same bytes. */
export function isSame(a: Stretch, b: Stretch): boolean {
  if (a.to - a.from !== b.to - b.from) return false;
  for (let at = 0; at < a.to - a.from; at++) if (a.bytes[a.from + at] !== b.bytes[b.from + at]) return false;
  return true;
}
