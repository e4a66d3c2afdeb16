import assert from "node:assert/strict";
import fc from "fast-check";
import { FewTexts } from "../../../src/packages/few_texts.ts";
import { firstLine, isAscii, isSame, numberOf, type Stretch, textOf } from "../../../src/packages/stretch.ts";

/** A text as bytes in the middle of others. */
function stretchOf(text: string): Stretch {
  const bytes = new TextEncoder().encode(`0${text}9`);
  return { bytes, from: 1, to: bytes.length - 1 };
}

const text = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.stringMatching(/^[0-9\n]*$/));

Deno.test("stretches: they say what the text says that they are of", () => {
  fc.assert(fc.property(text, (some) => {
    const stretch = stretchOf(some);
    assert.equal(textOf(stretch), some);
    assert.equal(textOf(some), some);
    assert.equal(isAscii(stretch), !/[\u0080-\uffff]/.test(some));
    assert.equal(textOf(firstLine(stretch)), some.split("\n")[0]);
    assert.equal(numberOf(stretch), /^[0-9]{1,15}$/.test(some) ? Number(some) : NaN);
  }));
});

Deno.test("stretches: two are the same where their texts are", () => {
  fc.assert(fc.property(text, text, (a, b) => {
    assert.equal(isSame(stretchOf(a), stretchOf(b)), a === b);
    assert.ok(isSame(stretchOf(a), stretchOf(a)));
  }));
});

Deno.test("stretches: what is no UTF-8 is a replacement character", () => {
  assert.equal(textOf({ bytes: Uint8Array.of(97, 0xff, 98), from: 0, to: 3 }), "a\ufffdb");
});

Deno.test("few texts: each is what its bytes say, also when they change afterwards, and beyond those that are kept", () => {
  const few = new FewTexts();
  const bytes = new Uint8Array(2);
  for (let round = 0; round < 2; round++) {
    for (let number = 0; number < 100; number++) {
      new TextEncoder().encodeInto(String(number).padStart(2, "0"), bytes);
      assert.equal(few.of({ bytes, from: 0, to: 2 }), String(number).padStart(2, "0"));
    }
  }
});
