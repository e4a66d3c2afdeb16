/**
 * Grams: three bytes of a term that follow each other, each as a code of 6 bits, so that a gram is a number below
 * {@link GRAMS}. The two grams at the end of a term are filled up with 0; so the grams that begin with two bytes
 * stand in one stretch. Rare bytes share codes: what grams find is compared with the term itself.
 */
const BITS = 6;

/** How many grams there are. */
export const GRAMS = 1 << (3 * BITS);

const CODES = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (character >= "a" && character <= "z") return byte - 96;
  if (character >= "0" && character <= "9") return byte - 48 + 27;
  const mark = "-.+_".indexOf(character);
  return mark >= 0 ? 37 + mark : 41 + byte % 23;
});

/** The gram of a term that begins at a place of it; `end` is where the term ends. */
export function gramAt(bytes: Uint8Array, at: number, end: number): number {
  const code = (place: number) => place < end ? CODES[bytes[place] ?? 0] ?? 0 : 0;
  return code(at) << (2 * BITS) | code(at + 1) << BITS | code(at + 2);
}

/** A stretch of grams. */
export interface GramRange {
  readonly from: number;
  /** One more than the last. */
  readonly to: number;
}

/** The grams of all terms that contain two bytes, or three. */
export function gramsOf(bytes: Uint8Array, at: number, count: 2 | 3): GramRange {
  const from = gramAt(bytes, at, at + count);
  return { from, to: from + (1 << ((3 - count) * BITS)) };
}
