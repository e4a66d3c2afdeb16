import assert from "node:assert/strict";
import { CortexError } from "../../src/contract/mod.ts";
import { sleep } from "../../src/core/sleep.ts";
import { modelTest, patient, prompt, testEngine } from "./_language_model.ts";

const code = (error: unknown) => error instanceof CortexError ? error.code : String(error);

modelTest("another file in the place of a loaded model is loaded for the next question", async () => {
  await using test = testEngine();
  const ask = () => test.engine.infer(prompt("Why?"), { signal: patient() });
  const before = await ask();
  test.write("tiny", { seed: 7 });
  const after = await ask();
  assert.notEqual(after.text, before.text);
  assert.deepEqual(test.states.map(({ state }) => state), [
    "starting",
    "running",
    "idle",
    "starting",
    "running",
  ]);
});

modelTest("models that cannot be loaded: a typed error, one state, and nothing is left behind", async () => {
  await using test = testEngine({ has_model: false });
  const load = (path: string) =>
    test.engine.load(path, { signal: patient(), onProgress: () => {} }).catch(code);
  assert.equal(await load(`${test.dir}/models/none.gguf`), "NOT_FOUND");
  const path = test.write("cut");
  Deno.truncateSync(path, 400_000);
  assert.equal(await load(path), "MODEL_INVALID");
  assert.equal(test.engine.state().state, "unhealthy");
  assert.equal(await load(test.write("bert", { architecture: "bert" })), "MODEL_INVALID");
  assert.equal(await load(test.write("good")), undefined);
  assert.equal(test.engine.state().state, "running");
});

modelTest(
  "a load that is cancelled leaves nothing in memory, nothing that is wrong, and the next one works",
  async () => {
    await using test = testEngine({ use_mmap: false });
    const path = test.engine.find(undefined);
    const load = (signal: AbortSignal, onProgress = () => {}) =>
      test.engine.load(path, { signal, onProgress }).then(() => "loaded", code);
    const somebody = new AbortController();
    assert.equal(await load(somebody.signal, () => somebody.abort()), "CANCELLED");
    const { state, problem } = test.engine.status();
    assert.deepEqual([state, problem], ["unloaded", null]);
    assert.equal(await load(patient()), "loaded");
    assert.deepEqual(test.states.map((one) => one.state), ["starting", "idle", "starting", "running"]);
  },
);

modelTest("a model too large for what is left is never loaded", async () => {
  await using test = testEngine({ available_bytes: 1_000_000 });
  await assert.rejects(test.engine.infer(prompt("Why?"), { signal: patient() }), { code: "MODEL_INVALID" });
  assert.equal(test.engine.status().state, "unhealthy");
});

modelTest("a model that nobody asks any more is unloaded, and a question before that keeps it", async () => {
  const naps: { readonly wake: () => void; readonly signal: AbortSignal | undefined }[] = [];
  await using test = testEngine({
    idle_minutes: 15,
    sleep: (ms, signal) =>
      ms === 900_000 ? new Promise((resolve) => naps.push({ wake: resolve, signal })) : sleep(ms, signal),
  });
  for (const _ of [1, 2]) await test.engine.infer(prompt("Why?"), { signal: patient() });
  assert.deepEqual(naps.map(({ signal }) => signal?.aborted), [true, false]);
  naps[1]?.wake();
  while (test.engine.status().state !== "unloaded") await sleep(5);
  assert.equal(test.engine.model(), "tiny");
});

modelTest("the list says what each model takes and what is wrong with it", async () => {
  await using test = testEngine();
  Deno.writeTextFileSync(`${test.places.models_dir}/text.gguf`, "no model");
  new Deno.Command("mkfifo", { args: [`${test.places.models_dir}/pipe.gguf`] }).outputSync();
  const [pipe, text, tiny] = await test.engine.models();
  assert.match(pipe?.problem ?? "", /it is no file/, "nobody waits for the other end of a pipe");
  assert.match(text?.problem ?? "", /no GGUF file/);
  assert.deepEqual([tiny?.file, tiny?.context_tokens, tiny?.problem, tiny?.is_loaded], [
    "tiny",
    512,
    null,
    false,
  ]);
  assert.equal(test.engine.model(), null, "of several models none is the default");
});

modelTest("unloading gives the memory back; the next question loads it again", async () => {
  await using test = testEngine();
  await test.engine.infer(prompt("Why?"), { signal: patient() });
  assert.equal(await test.engine.unload(patient()), true);
  assert.deepEqual([test.engine.status().state, await test.engine.unload(patient())], ["unloaded", false]);
  assert.equal((await test.engine.infer(prompt("Why?"), { signal: patient() })).tokens, 12);
});

Deno.test("without the library a question says how to set it up", async () => {
  await using test = testEngine({ library_dir: "/tmp/cortex-no-library" });
  await assert.rejects(test.engine.infer(prompt("Why?"), { signal: patient() }), (error) => {
    assert(error instanceof CortexError);
    assert.equal(error.code, "UNAVAILABLE");
    assert.match(error.message, /deno task assistant/);
    return true;
  });
});
