import assert from "node:assert/strict";
import { createTidying } from "../../../src/daemon/tidying.ts";

Deno.test("steps follow each other until one has nothing left to do, however often it is asked for", async () => {
  const done = Promise.withResolvers<void>();
  let steps = 0;
  await using tidying = createTidying(() => {
    steps++;
    if (steps === 3) done.resolve();
    return Promise.resolve(steps < 3);
  });
  tidying.run();
  tidying.run();
  await done.promise;
  assert.equal(steps, 3);
});

Deno.test("its end waits for the step that is under way, and lets none follow", async () => {
  const begun = Promise.withResolvers<void>();
  const work = Promise.withResolvers<boolean>();
  let steps = 0;
  const tidying = createTidying(() => {
    steps++;
    begun.resolve();
    return work.promise;
  });
  tidying.run();
  await begun.promise;
  const ended = tidying[Symbol.asyncDispose]();
  work.resolve(true);
  await ended;
  tidying.run();
  assert.equal(steps, 1);
});

// A timer that is left is an operation that is left.
Deno.test("what ended before its first step does nothing", { sanitizeOps: true }, async () => {
  const tidying = createTidying(() => Promise.reject(new Error("it has ended")));
  tidying.run();
  await tidying[Symbol.asyncDispose]();
});
