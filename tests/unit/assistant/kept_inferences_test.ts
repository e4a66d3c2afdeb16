import assert from "node:assert/strict";
import { type Inference, keepInferences } from "../../../src/assistant/mod.ts";
import { handClock } from "../core/hand_clock.ts";

const INFERENCE: Inference = { prefix: "You are", prompt: "Why?", max_tokens: 8, temperature: 0 };

/** An engine that counts, over a model's file that a test can replace. */
function counting() {
  const path = Deno.makeTempFileSync({ dir: "/tmp", prefix: "cx-kept-" });
  let number = 0;
  const engine = {
    status: () => ({ path }),
    infer: () =>
      Promise.resolve({
        text: `answer ${++number}`,
        tokens: 2,
        evaluated_tokens: 7,
        ended_by: "model" as const,
        model: "tiny",
      }),
  };
  const clock = handClock();
  const infer = keepInferences(engine, clock);
  const texts: string[] = [];
  const options = {
    anew: false,
    signal: new AbortController().signal,
    onText: (text: string) => texts.push(text),
  };
  return {
    path,
    clock,
    texts,
    [Symbol.dispose]: () => Deno.removeSync(path),
    ask: (more: Partial<Inference> = {}, how = {}) =>
      infer({ ...INFERENCE, ...more }, { ...options, ...how }),
  };
}

Deno.test("the same prompt with the same parameters is answered from what is kept, nothing evaluated", async () => {
  using test = counting();
  const { ask, texts } = test;
  const first = await ask();
  const second = await ask();
  assert.deepEqual([first.text, first.evaluated_tokens], ["answer 1", 7]);
  assert.deepEqual(second, { ...first, evaluated_tokens: 0 });
  assert.deepEqual(texts, ["answer 1"], "told whole, as the engine here tells nothing");
});

Deno.test("another prompt, prefix, length or schema is another question; so is one asked anew", async () => {
  using test = counting();
  const { ask } = test;
  const texts = [await ask()];
  for (
    const more of [{ prompt: "How?" }, { prefix: "" }, { max_tokens: 9 }, { schema: { type: "string" } }]
  ) {
    texts.push(await ask(more), await ask(more));
  }
  texts.push(await ask({}, { anew: true }), await ask());
  assert.deepEqual(texts.map(({ text }) => Number(text.slice(7))), [1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]);
});

Deno.test("an answer by chance is not kept, and none outlives its model's file or an hour", async () => {
  using test = counting();
  const { ask, path, clock } = test;
  const texts = [await ask({ temperature: 1 }), await ask({ temperature: 1 }), await ask(), await ask()];
  Deno.writeTextFileSync(path, "another model");
  texts.push(await ask(), await ask());
  clock.pass(3_600_000);
  texts.push(await ask());
  assert.deepEqual(texts.map(({ text }) => Number(text.slice(7))), [1, 2, 3, 3, 4, 4, 5]);
});
