import assert from "node:assert/strict";
import fc from "fast-check";
import { CortexError } from "../../../src/contract/mod.ts";
import { checkMemory, estimateMemory, secondContextTokens } from "../../../src/assistant/model/estimate.ts";
import { type ModelFacts, readModelFacts } from "../../../src/assistant/model/facts.ts";
import { tinyModel, type TinyModelOptions } from "./_tiny_model.ts";

/** Reads a file of these bytes. */
async function facts(bytes: Uint8Array): Promise<ModelFacts> {
  const dir = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-gguf-" });
  try {
    Deno.writeFileSync(`${dir}/tiny.gguf`, bytes);
    return { ...await readModelFacts(`${dir}/tiny.gguf`), path: "tiny.gguf" };
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
}

const tiny = (options?: TinyModelOptions) => facts(tinyModel(options));

function refused(bytes: Uint8Array, problem: string): Promise<void> {
  return assert.rejects(facts(bytes), (error) => {
    assert(error instanceof CortexError, String(error));
    assert.equal(error.code, "MODEL_INVALID");
    assert.equal(error.details?.problem, problem, error.message);
    return true;
  });
}

Deno.test("a header says what the model is and takes", async () => {
  const { file_bytes, weights_bytes, ...others } = await tiny();
  assert.deepEqual(others, {
    path: "tiny.gguf",
    name: "Tiny",
    architecture: "llama",
    trained_context: 512,
    layers: 2,
    embedding: 64,
    feed_forward: 128,
    vocabulary: 354,
    token_bounds: { longest: 6, most_words: 1 },
    // Keys and values of 2 heads of 16 numbers of 2 bytes, in 2 layers.
    token_bytes: 2 * 2 * 2 * 16 * 2,
    has_template: false,
  });
  assert.equal(file_bytes, tinyModel().length);
  assert(weights_bytes > 450_000 && weights_bytes < file_bytes);
});

Deno.test("a header longer than what is read at once is read to its end", async () => {
  const { vocabulary, token_bounds, name } = await tiny({ unused_words: 40_000, name: "Wordy" });
  assert.deepEqual([vocabulary, name], [40_354, "Wordy"]);
  assert.deepEqual(token_bounds, { longest: "unused word 39999".length, most_words: 3 });
});

Deno.test("a file that is cut anywhere is refused as such, never read beyond its end", async () => {
  const whole = tinyModel();
  await refused(new Uint8Array(), "not_gguf");
  await refused(whole.slice(0, 3), "not_gguf");
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 4, max: whole.length - 1 }),
      (length) => refused(whole.slice(0, length), "cut"),
    ),
    { numRuns: 60 },
  );
});

Deno.test("what is no GGUF file, of another version or architecture is refused by its own name", async () => {
  await refused(new TextEncoder().encode("PK\x03\x04 not a model at all"), "not_gguf");
  await refused(tinyModel({ version: 1 }), "version");
  await refused(tinyModel({ architecture: "bert" }), "architecture");
});

Deno.test("bytes turned over in a header are a typed error or another header, never anything else", async () => {
  const whole = tinyModel();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: 9000 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 8 }),
      async (changes) => {
        const bytes = whole.slice();
        for (const [at, value] of changes) bytes[at] = value;
        try {
          await facts(bytes);
        } catch (error) {
          assert(error instanceof CortexError, String(error));
          assert.equal(error.code, "MODEL_INVALID");
        }
      },
    ),
    { numRuns: 150 },
  );
});

Deno.test("a missing file and a folder are refused", async () => {
  await assert.rejects(readModelFacts("/tmp/cortex-no-such.gguf"), { code: "NOT_FOUND" });
  await assert.rejects(readModelFacts("/tmp"), { code: "MODEL_INVALID" });
});

Deno.test("the estimate grows with the context up to what the model was trained for", async () => {
  const one = await tiny({ context: 1024 });
  const bytes = (n_ctx: number) => estimateMemory(one, n_ctx).context_bytes;
  assert.equal(bytes(1024) - bytes(768), 256 * one.token_bytes);
  assert.equal(bytes(8192), bytes(1024));
  assert.equal(bytes(700), bytes(768), "in whole steps");
});

Deno.test("a model too large for its limits is refused before it is loaded, with the setting to change", async () => {
  const one = await tiny();
  const { weights_bytes, context_bytes } = estimateMemory(one, 512);
  const check = (limits: Parameters<typeof checkMemory>[2]) => () => checkMemory(one, 512, limits);
  check({ context_bytes, available_bytes: weights_bytes + context_bytes })();
  check({ context_bytes, available_bytes: null })();
  assert.throws(
    check({ context_bytes: context_bytes - 1, available_bytes: null }),
    /assistant\.context_memory_mb/,
  );
  assert.throws(check({ context_bytes, available_bytes: weights_bytes + context_bytes - 1 }), {
    code: "MODEL_INVALID",
  });
});

Deno.test("a second context is as long as what the first one leaves of both limits", async () => {
  const one = await tiny({ context: 2048 });
  const bytes = (n_ctx: number) => estimateMemory(one, n_ctx).context_bytes;
  const second = (context_bytes: number, available_bytes: number | null = null) =>
    secondContextTokens(one, 1024, { context_bytes, available_bytes });
  assert.equal(second(2 * bytes(1024)), 1024);
  assert.equal(second(9 * bytes(1024)), 1024, "never longer than the first");
  assert.equal(second(2 * bytes(1024) - 1), 768);
  assert.equal(second(bytes(1024) + bytes(256)), 256);
  assert.equal(second(bytes(1024) + bytes(256) - 1), 0);
  assert.equal(second(2 * bytes(1024), one.weights_bytes + bytes(1024) + bytes(512)), 512);
});
