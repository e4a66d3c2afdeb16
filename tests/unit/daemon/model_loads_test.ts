import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/mod.ts";
import { createModelLoads } from "../../../src/daemon/model_loads.ts";
import { createJobs } from "../../../src/jobs/mod.ts";

const PATH = "/srv/tiny.gguf";
const MODEL = { model: "tiny", context_tokens: 512 };

function open() {
  const jobs = createJobs({
    jobs: { all: () => [], save: () => {}, remove: () => {} },
    events: { append: () => {} },
    clock: { wall: () => 0, steady: () => 0 },
  });
  const loads = createModelLoads(jobs, () => MODEL);
  const last = () => jobs.get(jobs.list({ limit: 1 }).items[0]?.id ?? "");
  return { jobs, loads, last, count: () => jobs.list({ limit: 10 }).items.length };
}

Deno.test("the load that a question asks for is a job, whose progress can be followed", async () => {
  const { loads, last } = open();
  const half = Promise.withResolvers<void>();
  const loaded = loads.run(PATH, async ({ onProgress }) => {
    onProgress(0.5);
    await half.promise;
    return "held";
  });
  await Promise.resolve();
  assert.deepEqual([last().kind, last().state, last().progress], ["assistant.load", "running", {
    done: 50,
    total: 100,
  }]);
  half.resolve();
  assert.equal(await loaded, "held");
  await Promise.resolve();
  assert.deepEqual([last().state, last().result], ["done", MODEL]);
});

Deno.test("while somebody's own load waits for its turn, a question's is no job", async () => {
  const { loads, count } = open();
  const waiting = Promise.withResolvers<void>();
  loads.start(PATH, () => waiting.promise);
  assert.equal(await loads.run(PATH, () => Promise.resolve("held")), "held");
  assert.equal(count(), 1);
  waiting.resolve();
});

Deno.test("what a load fails with is told to the question and by the job", async () => {
  const { loads, last } = open();
  const error = new CortexError("MODEL_INVALID", "Cannot load the model: it is cut");
  await assert.rejects(loads.run(PATH, () => Promise.reject(error)), error);
  await Promise.resolve();
  assert.deepEqual([last().state, last().error?.code], ["failed", "MODEL_INVALID"]);
});

Deno.test("the load of a question ends with its job", async () => {
  const { jobs, loads, last } = open();
  const loaded = loads.run(
    PATH,
    ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
  );
  const told = assert.rejects(loaded, { code: "CANCELLED" });
  await Promise.resolve();
  assert.equal((await jobs.cancel(last().id)).state, "cancelled");
  await told;
});
