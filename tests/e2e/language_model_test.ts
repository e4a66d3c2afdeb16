import assert from "node:assert/strict";
import { estimateMemory } from "../../src/assistant/model/estimate.ts";
import { readModelFacts } from "../../src/assistant/model/facts.ts";
import { CortexError } from "../../src/contract/mod.ts";
import { sleep } from "../../src/core/sleep.ts";
import { modelTest, patient, prompt, testEngine } from "./_language_model.ts";

const code = (error: unknown) => error instanceof CortexError ? error.code : String(error);

modelTest("the first question loads the model; the answer comes in pieces and as a whole", async () => {
  await using test = testEngine();
  const { engine } = test;
  assert.deepEqual([engine.model(), engine.status().state], ["tiny", "unloaded"]);
  let told = "";
  const answer = await engine.infer(prompt("Why?", { max_tokens: 24 }), {
    signal: patient(),
    onText: (text) => told += text,
  });
  assert.deepEqual([answer.tokens, answer.ended_by, answer.model], [24, "length", "tiny"]);
  assert.equal(told, answer.text);
  const { state, context_tokens, answered, loaded_at } = engine.status();
  assert.deepEqual([state, context_tokens, answered, loaded_at === null], ["ready", 512, 1, false]);
  assert.deepEqual(test.states.map((one) => one.state), ["starting", "running"]);
});

modelTest("what two prompts have in common is evaluated once", async () => {
  await using test = testEngine();
  const prefix = "The facts of this host, one after the other. ".repeat(4);
  const ask = (text: string) => test.engine.infer(prompt(text, { prefix }), { signal: patient() });
  const first = await ask("What is the load?");
  const second = await ask("What is the memory?");
  const again = await ask("What is the memory?");
  assert(first.evaluated_tokens > prefix.length, `${first.evaluated_tokens}`);
  assert(second.evaluated_tokens < 30, `${second.evaluated_tokens}`);
  assert.equal(again.evaluated_tokens, 1);
  assert.equal(again.text, second.text, "what is kept changes no answer");
});

modelTest("an answer is held to a JSON Schema", async () => {
  await using test = testEngine();
  const schema = {
    type: "object",
    properties: { cause: { enum: ["disk_filling", "io_wait"] }, sure: { type: "boolean" } },
    required: ["cause", "sure"],
  };
  const { text } = await test.engine.infer(prompt("Why?", { schema, max_tokens: 200 }), {
    signal: patient(),
  });
  const { cause, sure } = JSON.parse(text);
  assert(["disk_filling", "io_wait"].includes(cause), text);
  assert.equal(typeof sure, "boolean");
});

modelTest("a cancelled answer ends between two tokens, and the next one is whole", async () => {
  await using test = testEngine();
  const client = new AbortController();
  let pieces = 0;
  const left = test.engine.infer(prompt("Go on", { max_tokens: 400 }), {
    signal: client.signal,
    onText: () => ++pieces === 3 && client.abort(),
  });
  assert.equal(await left.catch(code), "CANCELLED");
  const at_end = pieces;
  let told = "";
  const next = await test.engine.infer(prompt("Again"), {
    signal: patient(),
    onText: (text) => told += text,
  });
  assert.equal(told, next.text);
  assert.equal(pieces, at_end, "nothing more was told of the one that was cancelled");
});

modelTest(
  "a prefix that is to be kept outlasts prompts between, where there is memory for two contexts",
  async () => {
    const facts = "The facts of the host. ".repeat(8);
    const evaluated = async (contexts: number) => {
      await using sized = testEngine();
      const { context_bytes } = estimateMemory(await readModelFacts(sized.engine.find(undefined)), 512);
      await using test = testEngine({ n_ctx: 512, context_memory_mb: contexts * context_bytes / 2 ** 20 });
      const ask = async (text: string, more: object = {}) =>
        (await test.engine.infer(prompt(text, more), { signal: patient() })).evaluated_tokens;
      const kept = { prefix: facts, keep_prefix: true };
      const first = await ask("Why?", kept);
      await ask("Something else");
      await ask("Something else, and longer than what there was room for".repeat(5));
      return [first, await ask("How?", kept), await ask("And something else", { prefix: facts })];
    };
    const [first = 0, second = 0, other = 0] = await evaluated(2);
    assert(second < first / 4, `${second} of ${first}`);
    assert(other > first / 2, "the others share nothing with it");
    const [alone = 0, evicted = 0] = await evaluated(1);
    assert(evicted > alone / 2, `${evicted} of ${alone}`);
  },
);

modelTest("a prompt that does not fit is refused with its size", async () => {
  await using test = testEngine();
  const asked = test.engine.infer(prompt("x".repeat(600)), { signal: patient() });
  await assert.rejects(asked, (error) => {
    assert(error instanceof CortexError);
    assert.deepEqual([error.code, error.details?.context_tokens], ["TOO_LARGE", 512]);
    return true;
  });
  assert.equal(test.engine.status().state, "ready");
});

modelTest(
  "a prompt that cannot fit whatever its words are is refused before the model is loaded",
  async () => {
    await using test = testEngine();
    const code_of = (text: string, max_tokens: number) =>
      test.engine.infer(prompt(text, { max_tokens }), { signal: patient() }).then(() => "answered", code);
    // The longest word of the vocabulary has 6 bytes, the context 512 tokens.
    assert.equal(await code_of("x".repeat(6 * 501), 12), "TOO_LARGE");
    assert.equal(await code_of("Why?", 512), "TOO_LARGE");
    // And no token has the beginnings of two words.
    assert.equal(await code_of("x ".repeat(501), 12), "TOO_LARGE");
    assert.deepEqual(test.states, []);
    assert.equal(
      await code_of("x".repeat(6 * 500), 12),
      "TOO_LARGE",
      "one that might have fitted is loaded for",
    );
    assert.equal(test.engine.status().state, "ready");
  },
);

modelTest("half of 200 clients leave; each of the others is answered", async () => {
  await using test = testEngine({ queue_depth: 200 });
  const clients = Array.from({ length: 200 }, () => new AbortController());
  const all = clients.map(({ signal }, index) =>
    test.engine.infer(prompt(`Client ${index}`, { max_tokens: 1 }), { signal }).then(() => "answered", code)
  );
  clients.forEach((client, index) => index % 2 === 0 && client.abort());
  const ends = await Promise.all(all);
  assert.deepEqual(
    [ends.filter((end) => end === "answered").length, ends.filter((end) => end === "CANCELLED").length],
    [100, 100],
  );
  assert.deepEqual([test.engine.status().waiting, test.engine.status().answered], [0, 100]);
});

modelTest("when the line is full the next one is told when to come again", async () => {
  await using test = testEngine({ queue_depth: 1 });
  const first = test.engine.infer(prompt("One"), { signal: patient() });
  const second = test.engine.infer(prompt("Two"), { signal: patient() });
  await assert.rejects(test.engine.infer(prompt("Three"), { signal: patient() }), (error) => {
    assert(error instanceof CortexError);
    assert.equal(error.code, "BUSY");
    assert((error.retry_after_seconds ?? 0) >= 1);
    return true;
  });
  await Promise.all([first, second]);
});

modelTest(
  "a worker that dies before it said anything is replaced, and who waits notices nothing",
  async () => {
    await using test = testEngine({ worker: "./_model_mortal_worker.ts" });
    const dying = test.engine.infer(prompt("die"), { signal: patient() }).catch(code);
    const next = test.engine.infer(prompt("live"), { signal: patient() });
    assert.equal(await dying, "UNAVAILABLE", "also with the second worker");
    assert.equal((await next).tokens, 12);
    assert.equal(test.engine.status().restarts, 2);
  },
);

modelTest("a worker that grows beside its library is replaced, and who waits is answered", async () => {
  await using test = testEngine({ worker: "./_model_mortal_worker.ts", heartbeat_ms: 400 });
  const growing = test.engine.infer(prompt("grow"), { signal: patient() }).catch((error) => error.message);
  const next = test.engine.infer(prompt("live"), { signal: patient() });
  assert.match(await growing, /its heap grew to \d+ bytes, it may have \d+/, "also with the second worker");
  assert.equal((await next).tokens, 12);
  assert.deepEqual([test.engine.status().restarts, test.hangs], [2, []]);
});

modelTest("a worker killed in mid answer: a typed error, the rest of the line is answered", async () => {
  await using test = testEngine({ worker: "./_model_mortal_worker.ts" });
  let told = "";
  const cut = test.engine.infer(prompt("tell and die"), {
    signal: patient(),
    onText: (text) => told += text,
  }).catch(code);
  const next = test.engine.infer(prompt("live"), { signal: patient() });
  assert.equal(await cut, "UNAVAILABLE");
  assert.equal(told, "Half an ans", "what was told is not told again");
  assert.equal((await next).tokens, 12);
});

modelTest("a worker that dies again and again is given up, until an administrator loads it", async () => {
  await using test = testEngine({ worker: "./_model_mortal_worker.ts" });
  for (let round = 0; round < 4; round++) {
    await test.engine.infer(prompt("tell and die"), { signal: patient() }).catch(code);
  }
  assert.deepEqual([test.engine.status().state, test.engine.model()], ["unhealthy", null]);
  assert.equal(
    await test.engine.infer(prompt("live"), { signal: patient() }).catch(code),
    "MODEL_NOT_LOADED",
  );
  await test.engine.load(test.engine.find(undefined), { signal: patient(), onProgress: () => {} });
  assert.equal((await test.engine.infer(prompt("live"), { signal: patient() })).tokens, 12);
});

modelTest(
  "native code that hangs: everybody is told, the process is to end, the next one does not load it",
  async () => {
    const dir = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-model-" });
    try {
      {
        await using test = testEngine({ dir, worker: "./_model_mortal_worker.ts", hang_seconds: 0.3 });
        const hanging = test.engine.infer(prompt("hang"), { signal: patient() }).catch(code);
        const waiting = test.engine.infer(prompt("live"), { signal: patient() }).catch(code);
        assert.deepEqual([await hanging, await waiting], ["UNAVAILABLE", "UNAVAILABLE"]);
        while (test.hangs.length === 0) await sleep(1);
        assert.equal(test.hangs.length, 1);
      }
      await using after = testEngine({ dir });
      assert.deepEqual([after.engine.status().state, after.engine.model()], ["blocked", null]);
      assert.match(after.engine.status().problem ?? "", /nothing came of it for 300 ms/);
      assert.equal(
        await after.engine.infer(prompt("live"), { signal: patient() }).catch(code),
        "MODEL_NOT_LOADED",
      );
      await after.engine.load(after.engine.find(undefined), { signal: patient(), onProgress: () => {} });
      assert.equal((await after.engine.infer(prompt("live"), { signal: patient() })).tokens, 12);
    } finally {
      Deno.removeSync(dir, { recursive: true });
    }
  },
);

modelTest("a crash leaves a note by which the model is not loaded again by itself", async () => {
  const dir = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-model-" });
  try {
    Deno.writeTextFileSync(
      `${dir}/assistant.json`,
      JSON.stringify({ path: `${dir}/models/tiny.gguf`, reason: "answer", at: "2026-11-21T12:00:00.000Z" }),
    );
    await using test = testEngine({ dir });
    assert.equal(test.engine.status().state, "blocked");
    test.write("other", { name: "Other", seed: 2 });
    await test.engine.load(test.engine.find("other"), { signal: patient(), onProgress: () => {} });
    assert.equal(test.engine.status().model, "other");
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});
