import assert from "node:assert/strict";
import { killRounds } from "./_kill_rounds.ts";

Deno.test("kill -9 at random moments under load: every start succeeds and nothing acknowledged is lost", async () => {
  const outcome = await killRounds(6, Math.random);
  assert.deepEqual(outcome.lost, []);
  assert(outcome.acknowledged > 0, "the load must have got through at least once");
});
