import assert from "node:assert/strict";
import { NO_LIBRARY, patient, prompt, testEngine } from "./_language_model.ts";

const MODEL = Deno.env.get("CORTEX_TEST_MODEL");

/** A test with a real model. */
function realTest(name: string, run: (path: string) => Promise<void>): void {
  const ignore = MODEL === undefined || NO_LIBRARY;
  Deno.test({
    name: ignore ? `${name} (give a model's path as CORTEX_TEST_MODEL)` : name,
    ignore,
    fn: () => run(MODEL ?? ""),
  });
}

realTest(
  "a real model answers in its own form of conversation, and keeps what two prompts share",
  async (path) => {
    await using test = testEngine({ model_path: path, n_ctx: 1024, context_memory_mb: 1024 });
    const ask = (text: string) =>
      test.engine.infer(prompt(text, { prefix: "You answer in one short sentence.", max_tokens: 24 }), {
        signal: patient(),
      });
    const first = await ask("What is the capital of France?");
    assert.match(first.text, /Paris/);
    assert.equal(first.ended_by, "model");
    const second = await ask("What is the capital of Spain?");
    assert(second.evaluated_tokens < first.evaluated_tokens / 2, `${second.evaluated_tokens}`);
  },
);

realTest("a real model is held to a JSON Schema", async (path) => {
  await using test = testEngine({ model_path: path, n_ctx: 1024, context_memory_mb: 1024 });
  const schema = {
    type: "object",
    properties: { city: { type: "string", maxLength: 30 }, country: { enum: ["France", "Spain"] } },
    required: ["city", "country"],
  };
  const { text } = await test.engine.infer(prompt("Name a city.", { schema, max_tokens: 80 }), {
    signal: patient(),
  });
  const answer = JSON.parse(text);
  assert.deepEqual(Object.keys(answer), ["city", "country"]);
  assert(["France", "Spain"].includes(answer.country), text);
});
