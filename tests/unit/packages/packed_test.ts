import assert from "node:assert/strict";
import fc from "fast-check";
import { Packer } from "../../../src/packages/index/packed.ts";

/** Up to some blocks of texts, of which many are the same. */
const texts = fc.tuple(
  fc.array(fc.oneof(fc.string(), fc.string({ unit: "grapheme" })), { minLength: 1, maxLength: 30 }),
  fc.nat(3_000),
).map(([some, count]) => Array.from({ length: count }, (_, index) => some[index % some.length] ?? ""));

function packerOf(all: readonly string[]): Packer {
  const packer = new Packer();
  for (const text of all) packer.add(text);
  return packer;
}

function unpacked({ bytes, at }: ReturnType<Packer["packed"]>): string[] {
  const decoder = new TextDecoder(undefined, { ignoreBOM: true });
  return Array.from(at.subarray(1), (end, index) => decoder.decode(bytes.subarray(at[index], end)));
}

Deno.test("packed texts: each by its number, all in the order in which they came, and in another one", () => {
  fc.assert(fc.property(texts, (all) => {
    const packer = packerOf(all);
    assert.equal(packer.size, all.length);
    assert.deepEqual(all.map((_, number) => packer.at(number)), all);
    assert.deepEqual(unpacked(packer.packed()), all);
    const backward = Uint32Array.from(all.keys()).reverse();
    assert.deepEqual(unpacked(packer.packed(backward)), all.toReversed());
  }));
});

Deno.test("packed texts: what is taken back is gone, and others may follow", () => {
  fc.assert(fc.property(texts, fc.nat(), texts, (all, some, more) => {
    const count = some % (all.length + 1);
    const packer = packerOf(all);
    packer.cut(count);
    for (const text of more) packer.add(text);
    assert.deepEqual(unpacked(packer.packed()), [...all.slice(0, count), ...more]);
  }));
});
