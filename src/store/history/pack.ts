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

/** Writes {@link keepable} numbers, where asked without the gaps among them. */
export function pack(values: Float32Array, into: Uint8Array, at = 0, but_gaps = false): void {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (let index = 0, to = at; index < bits.length; index++, to += VALUE_BYTES) {
    if (but_gaps && Number.isNaN(values[index])) continue;
    const kept = ((bits[index] ?? 0) + HALF) >>> CUT_BITS;
    into[to] = kept;
    into[to + 1] = kept >>> 8;
    into[to + 2] = kept >>> 16;
  }
}

/** Reads so many numbers. */
export function unpack(bytes: Uint8Array, at: number, count: number): Float32Array {
  const bits = new Uint32Array(count);
  let from = at;
  for (let index = 0; index < count; index++) {
    const kept = (bytes[from] ?? 0) | ((bytes[from + 1] ?? 0) << 8) | ((bytes[from + 2] ?? 0) << 16);
    bits[index] = kept << CUT_BITS;
    from += VALUE_BYTES;
  }
  return new Float32Array(bits.buffer);
}
