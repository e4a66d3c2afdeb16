import assert from "node:assert/strict";
import fc from "fast-check";
import { keepable, pack, unpack, VALUE_BYTES } from "../../../../src/store/history/pack.ts";

const roundTrip = (values: readonly number[]): number[] => {
  const bytes = new Uint8Array(values.length * VALUE_BYTES);
  pack(Float32Array.from(values), bytes);
  return [...unpack(bytes, 0, values.length)];
};

Deno.test("a number keeps at least 17 binary digits, and whole ones to 131,072 are exact", () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 1e-30, max: 1e30, noNaN: true })), (values) => {
    roundTrip(values).forEach((kept, index) => {
      const value = values[index] ?? NaN;
      assert(Math.abs(kept - value) <= value * 2 ** -17, `${value} became ${kept}`);
    });
  }));
  const whole = Array.from({ length: 131_073 }, (_, value) => value);
  assert.deepEqual(roundTrip(whole), whole);
});

Deno.test("a gap stays a gap, and what cannot be kept becomes one or the nearest that can", () => {
  assert.deepEqual(roundTrip([NaN, 0, NaN, 1]), [NaN, 0, NaN, 1]);
  assert.deepEqual([Infinity, -Infinity, NaN].map(keepable), [NaN, NaN, NaN]);
  assert.deepEqual([-5, -0, 12.5].map(keepable), [0, 0, 12.5]);
  assert(Number.isFinite(roundTrip([keepable(1.7e308)])[0]));
});
