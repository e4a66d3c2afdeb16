import assert from "node:assert/strict";
import fc from "fast-check";
import { Packer } from "../../../src/packages/index/packed.ts";
import { type Stretch, textOf } from "../../../src/packages/stretch.ts";

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
    assert.deepEqual(all.map((_, number) => textOf(packer.at(number))), all);
    assert.deepEqual(unpacked(packer.packed()), all);
    const backward = Uint32Array.from(all.keys()).reverse();
    assert.deepEqual(unpacked(packer.packed(backward)), all.toReversed());
  }));
});

Deno.test("packed texts: what is taken back is gone, and others may follow", () => {
  fc.assert(fc.property(texts, fc.nat(), texts, (all, some, more) => {
    const count = some % (all.length + 1);
    const packer = packerOf(all);
    const first = packer.first(count);
    for (const text of more) first.add(text);
    assert.deepEqual(unpacked(first.packed()), [...all.slice(0, count), ...more]);
  }));
});

/** A text as bytes in the middle of others. */
function stretchOf(text: string): Stretch {
  const bytes = new TextEncoder().encode(`<${text}>`);
  return { bytes, from: 1, to: bytes.length - 1 };
}

Deno.test("packed texts: as bytes, in parts and in lower case they are what they are as texts", () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.constant("x".repeat(100_000)));
  fc.assert(fc.property(fc.array(text, { maxLength: 20 }), (all) => {
    const packer = new Packer();
    for (const one of all) {
      packer.add(one);
      packer.add(stretchOf(one));
      packer.addLowerCase(one);
      packer.addLowerCase(stretchOf(one));
      packer.writeEnded(one, 10);
      packer.write(stretchOf(one));
      packer.close();
    }
    const expected = all.flatMap((one) => {
      const lower = one.toLowerCase();
      return [one, one, lower, lower, `${one}\n${one}`];
    });
    assert.deepEqual(unpacked(packer.packed()), expected);
  }));
});

Deno.test("packed texts: half a character is a replacement character", () => {
  const packer = new Packer();
  packer.add("a\ud800");
  packer.add("\udc00b");
  assert.deepEqual(unpacked(packer.packed()), ["a\ufffd", "\ufffdb"]);
});
