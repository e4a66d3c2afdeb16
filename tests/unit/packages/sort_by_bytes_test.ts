import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { sortByBytes } from "../../../src/packages/index/sort_by_bytes.ts";

Deno.test("stretches of bytes are put in the order of memcmp, a shorter one first, equal ones as they were", () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 6 })), (stretches) => {
    const ends = stretches.map((_, index) =>
      stretches.slice(0, index + 1).reduce((sum, { length }) => sum + length, 0)
    );
    const starts = ends.map((end, index) => end - (stretches[index]?.length ?? 0));
    const bytes = new Uint8Array(stretches.flatMap((stretch) => [...stretch]));
    const sorted = Uint32Array.from(stretches.keys());
    sortByBytes(sorted, { bytes, starts, ends });
    const none = new Uint8Array();
    const expected = [...stretches.keys()].sort((a, b) =>
      Buffer.compare(stretches[a] ?? none, stretches[b] ?? none)
    );
    assert.deepEqual([...sorted], expected);
  }));
});
