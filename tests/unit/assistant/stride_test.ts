import assert from "node:assert/strict";
import { createStride } from "../../../src/assistant/model/stride.ts";

/** The strides of a model that takes so long for a token. */
function strides(ms_each: number, count: number): number[] {
  const stride = createStride();
  return Array.from({ length: count }, () => {
    const { tokens } = stride;
    stride.took(tokens, tokens * ms_each);
    return tokens;
  });
}

Deno.test("a fast model takes ever more tokens at once, up to a batch", () => {
  assert.deepEqual(strides(0.01, 8), [16, 32, 64, 128, 256, 512, 512, 512]);
});

Deno.test("a stride takes about 180 ms, where a token takes no more than that", () => {
  for (const ms_each of [0.5, 1, 5, 10]) {
    const last_ms = (strides(ms_each, 12).at(-1) ?? 0) * ms_each;
    assert(last_ms > 120 && last_ms <= 180, `${ms_each}: ${last_ms}`);
  }
  assert.deepEqual(strides(200, 3), [16, 16, 16]);
});

Deno.test("a few tokens, which take as long as more, say nothing", () => {
  const stride = createStride();
  stride.took(16, 80);
  stride.took(1, 20);
  assert.equal(stride.tokens, 32);
});
