import assert from "node:assert/strict";
import fc from "fast-check";
import { CortexError } from "../../../src/contract/mod.ts";
import { decodeCursor, encodeCursor, type Order, sortedAfter } from "../../../src/core/keyset.ts";

const invalid = (error: unknown) => error instanceof CortexError && error.code === "INVALID_PARAMS";

Deno.test("a cursor comes back as the position it was made of, and is safe in a URL", () => {
  const keys = fc.oneof(fc.string({ unit: "binary" }).map((text) => text.toWellFormed()), fc.integer());
  fc.assert(fc.property(keys, fc.nat(), (key, id) => {
    const cursor = encodeCursor("name", { key, id });
    assert.match(cursor, /^[A-Za-z0-9_-]+$/);
    assert.deepEqual(decodeCursor("name", cursor), { key, id });
  }));
});

Deno.test("a cursor of another order, or none at all, is refused", () => {
  assert.throws(() => decodeCursor("cpu", encodeCursor("memory", { key: 1, id: 2 })), invalid);
  fc.assert(fc.property(fc.string(), (text) => assert.throws(() => decodeCursor("cpu", text), invalid)));
  for (const value of [null, {}, ["cpu", null, 1], ["cpu", 1, "x"], ["cpu"]]) {
    const cursor = new TextEncoder().encode(JSON.stringify(value)).toBase64({ alphabet: "base64url" });
    assert.throws(() => decodeCursor("cpu", cursor), invalid);
  }
});

Deno.test("what comes after a position is the rest of the list, also when the item itself has gone", () => {
  const items = fc.uniqueArray(fc.record({ key: fc.nat(5), id: fc.nat(50) }), { selector: ({ id }) => id });
  fc.assert(fc.property(items, fc.boolean(), fc.nat(60), (list, falling, cut) => {
    const order: Order<{ key: number; id: number }> = { key: ({ key }) => key, id: ({ id }) => id, falling };
    const whole = sortedAfter(list, order, null);
    const at = whole[cut % (whole.length || 1)];
    if (!at) return;
    const rest = whole.slice(whole.indexOf(at) + 1);
    assert.deepEqual(sortedAfter(list, order, at), rest);
    assert.deepEqual(sortedAfter(list.filter((item) => item !== at), order, at), rest);
  }));
});
