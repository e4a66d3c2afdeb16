import { pack, unpack, VALUE_BYTES } from "./pack.ts";
import { gaps, type Planes } from "./slots.ts";

/** The bytes of a block without a value: so many planes, one after the other. */
export function emptyBlock(slots: number, planes: number): Uint8Array {
  const data = new Uint8Array(slots * planes * VALUE_BYTES);
  pack(gaps(slots * planes), data);
  return data;
}

/** Lays values over those of a block from a slot on; gaps leave what is there. */
export function overlay(data: Uint8Array, at: number, values: Planes): void {
  const slots = Math.floor(data.length / VALUE_BYTES / values.length);
  values.forEach((plane, index) => pack(plane, data, (index * slots + at) * VALUE_BYTES, true));
}

/** One plane out of the bytes of a block. */
export function decodePlane(data: Uint8Array, plane: number, planes: number): Float32Array {
  const slots = Math.floor(data.length / VALUE_BYTES / planes);
  return unpack(data, plane * slots * VALUE_BYTES, slots);
}
