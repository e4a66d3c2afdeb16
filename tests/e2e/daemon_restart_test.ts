import assert from "node:assert/strict";
import { restartRounds } from "./_restart_rounds.ts";

Deno.test("a daemon is restarted under load: no request fails, and no event is missed or seen twice", async () => {
  const { requests, failures, pids, events } = await restartRounds(2, 3000);
  assert.deepEqual(failures, []);
  assert(requests >= 3000);
  assert.equal(new Set(pids).size, 3);
  const first = events[0] ?? 0;
  assert.deepEqual(events, events.map((_, index) => first + index));
  assert(events.length >= 4, "each restart is at least two events");
});
