/**
 * Numbers as they are kept: the exponent and the upper 16 bits of the fraction of an IEEE 754 binary32, without
 * its sign. Exact for whole numbers to 131,072, to 8 parts in a million beyond; NaN, a gap, stays NaN.
 */
export const VALUE_BYTES = 3;

/** Bits of the fraction that are not kept, and half of what the last one kept is worth. */
const CUT_BITS = 7;
const HALF = 1 << (CUT_BITS - 1);

/** What can be kept of a number: what is not finite is a gap, and nothing is below zero. */
export function keepable(value: number): number {
  if (!Number.isFinite(value)) return NaN;
  return Math.min(Math.max(value, 0), 3e38);
}

/** Writes {@link keepable} numbers. */
export function pack(values: Float32Array, into: Uint8Array, at = 0): void {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  let to = at;
  for (const value of bits) {
    const kept = (value + HALF) >>> CUT_BITS;
    into[to] = kept;
    into[to + 1] = kept >>> 8;
    into[to + 2] = kept >>> 16;
    to += VALUE_BYTES;
  }
}

/** Reads so many numbers. */
export function unpack(bytes: Uint8Array, at: number, count: number): Float32Array<ArrayBuffer> {
  const bits = new Uint32Array(count);
  let from = at;
  for (let index = 0; index < count; index++) {
    const kept = (bytes[from] ?? 0) | ((bytes[from + 1] ?? 0) << 8) | ((bytes[from + 2] ?? 0) << 16);
    bits[index] = kept << CUT_BITS;
    from += VALUE_BYTES;
  }
  return new Float32Array(bits.buffer);
}
