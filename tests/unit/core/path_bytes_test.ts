import assert from "node:assert/strict";
import fc from "fast-check";
import { bytesOfPath, pathOfBytes } from "../../../src/core/path_bytes.ts";

Deno.test("any bytes come back as they were", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
    assert.deepEqual(bytesOfPath(pathOfBytes(bytes)), bytes);
  }));
});

Deno.test("any text that is UTF-8 is itself", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    assert.equal(pathOfBytes(new TextEncoder().encode(text)), text);
  }));
});

Deno.test("a byte that fits no character can be shown", () => {
  const path = pathOfBytes(Uint8Array.of(0x2f, 0xe9, 0xc3, 0xa9, 0xff));
  assert.equal(path, "/\udce9é\udcff");
  assert.equal(path.toWellFormed(), "/\ufffdé\ufffd");
});
