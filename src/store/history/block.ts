import { pack, unpack, VALUE_BYTES } from "./pack.ts";
import { gaps, type Planes } from "./slots.ts";

/** The bytes of a block: its planes one after the other. */
export function encodeBlock(planes: Planes): Uint8Array {
  const slots = planes[0]?.length ?? 0;
  const data = new Uint8Array(planes.length * slots * VALUE_BYTES);
  planes.forEach((plane, index) => pack(plane, data, index * slots * VALUE_BYTES));
  return data;
}

/** One plane out of the bytes of a block. */
export function decodePlane(data: Uint8Array, plane: number, planes: number): Float32Array<ArrayBuffer> {
  const slots = Math.floor(data.length / VALUE_BYTES / planes);
  return unpack(data, plane * slots * VALUE_BYTES, slots);
}

/** A block without a value. */
export function emptyBlock(slots: number, planes: number): Float32Array[] {
  return Array.from({ length: planes }, () => gaps(slots));
}

/** Lays values over those of a block from a slot on; gaps leave what is there. */
export function overlay(block: Planes, at: number, values: Planes): void {
  block.forEach((plane, index) => {
    const over = values[index] ?? gaps(0);
    over.forEach((value, slot) => {
      if (!Number.isNaN(value)) plane[at + slot] = value;
    });
  });
}
