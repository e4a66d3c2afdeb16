import assert from "node:assert/strict";
import { crc32 as expected } from "node:zlib";
import fc from "fast-check";
import { crc32 } from "../../../src/core/crc32.ts";

Deno.test("crc32: that of zlib, at once and in two parts", () => {
  assert.equal(crc32("123456789"), 0xcbf4_3926);
  assert.equal(crc32("Größe 𝄞"), expected("Größe 𝄞"));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(), (bytes, some) => {
    const cut = some % (bytes.length + 1);
    assert.equal(crc32(bytes), expected(bytes));
    assert.equal(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut))), expected(bytes));
  }));
});
