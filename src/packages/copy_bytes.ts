/** Runs up to here are copied byte by byte: a view and a call for each would take longer. */
const SHORT = 256;

/** Copies the bytes between two places to a place of others, which has room for them. */
export function copyBytes(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  if (end - start > SHORT) return to.set(from.subarray(start, end), at);
  for (let index = 0; index < end - start; index++) to[at + index] = from[start + index] ?? 0;
}
