import assert from "node:assert/strict";
import type { OutputOf } from "../../../src/contract/mod.ts";
import { cortex } from "./_world.ts";

const kept: OutputOf<"store.status"> = {
  state: "ok",
  message: null,
  path: "/var/lib/cortex/cortex.db",
  bytes: 1_048_576,
  max_bytes: 268_435_456,
  rows: 12,
  oldest_sample_at: "2026-11-21T11:00:00.000Z",
};

Deno.test("the store tells its file, its size and how it is; what is wrong in full", async () => {
  const { exit, out } = await cortex(["store"], { answers: { "store.status": () => kept } });
  assert.equal(exit, 0);
  assert.match(out, /^state +ok$/m);
  assert.match(out, /^file +\/var\/lib\/cortex\/cortex\.db$/m);
  assert.match(out, /^size +1\.0 MiB of 256 MiB at most, 12 rows$/m);

  const told = {
    ...kept,
    state: "memory",
    path: null,
    message: "nothing survives",
    oldest_sample_at: null,
  } as const;
  const bad = await cortex(["store"], { answers: { "store.status": () => told } });
  assert.match(bad.out, /^state +memory: nothing survives$/m);
  assert.match(bad.out, /^file +in memory only$/m);
  assert.doesNotMatch(bad.out, /oldest/);
});
