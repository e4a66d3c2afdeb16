import assert from "node:assert/strict";
import { inLanes } from "../../tools/lanes.ts";

Deno.test("inLanes does so many jobs at a time, each once, and keeps their order", async () => {
  let running = 0;
  let most = 0;
  const results = await inLanes(3, [5, 1, 4, 2, 3, 0, 1], async (turns) => {
    most = Math.max(most, ++running);
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    running--;
    return turns;
  });
  assert.deepEqual(results, [5, 1, 4, 2, 3, 0, 1]);
  assert.equal(most, 3);
});

Deno.test("inLanes gives a lane that is free the next job while others are at theirs", async () => {
  const order: string[] = [];
  const long = Promise.withResolvers<void>();
  const done = inLanes(2, ["long", "a", "b", "c"], async (job) => {
    if (job === "long") await long.promise;
    order.push(job);
    if (job === "c") long.resolve();
  });
  await done;
  assert.deepEqual(order, ["a", "b", "c", "long"]);
});

Deno.test("inLanes fails as a job does", async () => {
  await assert.rejects(inLanes(2, [1, 2], (job) => Promise.reject(new Error(`job ${job}`))), /job 1/);
  assert.deepEqual(await inLanes(2, [], () => Promise.resolve(1)), []);
});
