import assert from "node:assert/strict";
import { interrupt, KINDS } from "./_interrupted.ts";

for (const kind of KINDS) {
  Deno.test(`${kind}, killed at any moment: the old is there or the new, never a mixture, and it can be gone on with`, async () => {
    const { mixtures } = await interrupt(kind, 10, Math.random);
    assert.deepEqual(mixtures, []);
  });
}
