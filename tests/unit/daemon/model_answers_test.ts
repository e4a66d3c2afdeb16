import assert from "node:assert/strict";
import type { Inference, InferenceOptions, InferenceResult } from "../../../src/assistant/mod.ts";
import { CortexError } from "../../../src/contract/mod.ts";
import { answersAsJobs } from "../../../src/daemon/model_answers.ts";
import { createJobs } from "../../../src/jobs/mod.ts";

const SECRET: Inference = { prefix: "", prompt: "Who is ada?", max_tokens: 8, temperature: 0 };
const RESULT: InferenceResult = {
  text: "ada is an administrator",
  tokens: 5,
  evaluated_tokens: 9,
  ended_by: "model",
  model: "tiny",
};

/** Answers of an engine that a test plays, with the jobs that they are. */
function open(infer: (inference: Inference, options: InferenceOptions) => Promise<InferenceResult>) {
  const jobs = createJobs({
    jobs: { all: () => [], save: () => {}, remove: () => {} },
    events: { append: () => {} },
    clock: { wall: () => 0, steady: () => 0 },
  });
  const answers = answersAsJobs({ infer, status: () => assert.fail("nobody asks") }, jobs);
  const client = new AbortController();
  const ids: string[] = [];
  const answer = answers.infer(SECRET, { signal: client.signal, onJob: (id) => ids.push(id) });
  const job = () => jobs.get(ids[0] ?? "");
  return { jobs, client, answer, job };
}

Deno.test("the job of an answer tells its place, its tokens and what it took, and never what was said", async () => {
  const { answer, job } = open((_, { onPosition, onTokens }) => {
    onPosition?.(3);
    assert.equal(job().before, 3);
    onPosition?.(0);
    onTokens?.(4);
    return Promise.resolve(RESULT);
  });
  assert.equal(job().state, "running");
  assert.equal(await answer, RESULT);
  assert.deepEqual([job().state, job().before, job().progress], ["done", null, { done: 4, total: null }]);
  const { text: _, ...told } = RESULT;
  assert.deepEqual(job().result, told);
  assert.doesNotMatch(JSON.stringify(job()), /ada/);
});

Deno.test("a cancelled answer ends at once, also where the engine does not heed it yet", async () => {
  const { jobs, answer, job } = open(() => new Promise(() => {}));
  const told = assert.rejects(answer, { code: "CANCELLED" });
  assert.equal((await jobs.cancel(job().id)).state, "cancelled");
  await told;
});

Deno.test("a client that leaves, or waits no longer, ends the job", async () => {
  const { client, answer, job } = open((_, { signal }) =>
    new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("the worker"))))
  );
  const told = assert.rejects(answer, { code: "TIMEOUT" });
  client.abort(new CortexError("TIMEOUT", "Cannot finish the operation: it did not end within 600000 ms"));
  await told;
  assert.deepEqual([job().state, job().error?.code], ["cancelled", "TIMEOUT"]);
});
