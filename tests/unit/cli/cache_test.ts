import assert from "node:assert/strict";
import { cortex } from "./_world.ts";

Deno.test("the cache tells its bounds and its use, and what was forgotten", async () => {
  const stats = { entries: 12, max_entries: 1000, ttl_seconds: 300, hits: 2345, misses: 7 };
  const told = await cortex(["cache"], { answers: { "cache.stats": () => stats } });
  assert.equal(
    told.out,
    `results   12 of 1,000 at most
kept for  5 min, and never longer than their index
hits      2,345
misses    7
`,
  );
  const cleared = await cortex(["cache", "clear"], { answers: { "cache.clear": () => ({ cleared: 1 }) } });
  assert.deepEqual([cleared.exit, cleared.out], [0, "Forgotten: 1 result\n"]);
});
