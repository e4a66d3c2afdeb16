import assert from "node:assert/strict";
import { interrupt, KINDS } from "./_interrupted.ts";
import { interruptBackups } from "./_interrupted_backup.ts";

for (const kind of KINDS) {
  Deno.test(`${kind}, killed at any moment: the old is there or the new, never a mixture, and it can be gone on with`, async () => {
    const { mixtures } = await interrupt(kind, 10, Math.random);
    assert.deepEqual(mixtures, []);
  });
}

Deno.test("backup, the daemon killed at any moment: a whole file or none, and nothing of the copy stays", async () => {
  const { mixtures } = await interruptBackups(5, Math.random);
  assert.deepEqual(mixtures, []);
});
