import { z } from "zod";
import { bytes, time } from "./common.ts";
import { job } from "./jobs.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** What becomes of a language model. */
export const MODEL_STATES = [
  "off",
  "unloaded",
  "loading",
  "ready",
  "answering",
  "blocked",
  "unhealthy",
] as const;

/** How the language model is. */
export const modelStatus = once(() =>
  z.object({
    enabled: z.boolean().describe("assistant.enabled"),
    state: z.enum(MODEL_STATES).describe(
      "unloaded: loaded for the next question; blocked: the daemon ended while this model worked, so that it is not " +
        "loaded again before assistant.load; unhealthy: its worker died too often",
    ),
    model: z.string().nullable().describe(
      "Name of the model that answers or would answer; null: there is none",
    ),
    path: z.string().nullable().describe("Of its file"),
    context_tokens: z.int().nullable().describe("Longest prompt with its answer; null while none is loaded"),
    loaded_at: time().nullable().describe("null while none is loaded"),
    waiting: z.int().describe("Questions in line"),
    answered: z.int().describe("Answers since the start of the daemon"),
    restarts: z.int().describe("Of its worker, since the start of the daemon"),
    tokens_per_second: z.number().nullable().describe(
      "Of the last answer, without its prompt; null before the first",
    ),
    first_token_ms: z.number().nullable().describe("From the last question's turn to its first token"),
    problem: z.string().nullable().describe("Why it does not answer; null: nothing is wrong"),
  }).meta({ id: "ModelStatus", description: "How the language model is" })
);
export type ModelStatus = Infer<typeof modelStatus>;

/** A file with a language model. */
export const modelFile = once(() =>
  z.object({
    file: z.string().describe("Its name for assistant.load: the file's, without .gguf"),
    path: z.string().describe("Of the file"),
    name: z.string().nullable().describe("What it calls itself"),
    architecture: z.string().nullable().describe("llama, qwen3"),
    file_bytes: bytes().nullable().describe("Size of the file"),
    trained_context: z.int().nullable().describe("Tokens it was trained to look back over"),
    context_tokens: z.int().nullable().describe("Tokens it gets here"),
    weights_bytes: bytes().nullable().describe("Memory its weights take"),
    context_bytes: bytes().nullable().describe("Memory its context takes, estimated"),
    is_default: z.boolean().describe("It is loaded when nobody names another"),
    is_loaded: z.boolean().describe("It is in memory"),
    problem: z.string().nullable().describe("Why it cannot be loaded; null: nothing is known to be wrong"),
  }).meta({ id: "ModelFile", description: "A file with a language model" })
);
export type ModelFile = Infer<typeof modelFile>;

/** What a model answered. */
export const inferenceReply = once(() =>
  z.object({
    text: z.string().describe("The answer"),
    tokens: z.int().describe("Of the answer"),
    evaluated_tokens: z.int().describe(
      "Of prefix and prompt; those that were kept from the last are not among them, and none of a kept answer",
    ),
    ended_by: z.enum(["model", "length"]).describe("length: cut at max_tokens"),
    model: z.string().describe("Name of the model"),
  }).meta({ id: "InferenceReply", description: "What a language model answered" })
);

/** `assistant.infer` */
export const assistantInfer = defineOperation({
  name: "assistant.infer",
  kind: "query",
  summary: "Has the language model answer a prompt as it is, without the daemon's facts",
  input: once(() =>
    z.strictObject({
      prompt: z.string().min(1).max(60_000),
      prefix: z.string().max(60_000).default("").describe("What stays the same from one prompt to the next"),
      max_tokens: z.int().min(1).max(8192).default(256).describe("Where the answer is cut"),
      temperature: z.number().min(0).max(2).default(0).describe("0: always the likeliest token"),
      schema: z.record(z.string(), z.unknown()).optional().describe("JSON Schema that the answer is held to"),
      anew: z.boolean().default(false).describe(
        "true: answered by the model though its answer to the same is kept; with a temperature it always is",
      ),
      priority: z.enum(["interactive", "background"]).default("interactive").describe(
        "background: after all that somebody waits for",
      ),
    })
  ),
  output: inferenceReply,
  errors: ["MODEL_NOT_LOADED", "MODEL_INVALID", "NOT_FOUND", "UNAVAILABLE"],
  scope: "control",
  timeout_ms: 600_000,
  streams: true,
  http: { method: "POST", path: "/v1/assistant/infer" },
});

/** `assistant.status` */
export const assistantStatus = defineOperation({
  name: "assistant.status",
  kind: "query",
  summary: "How the language model is: loaded or not, who waits, how fast it is",
  input: once(() => z.strictObject({})),
  output: modelStatus,
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/assistant/status" },
});

/** `assistant.models` */
export const assistantModels = defineOperation({
  name: "assistant.models",
  kind: "query",
  summary: "The language models that are there, with what each would take of memory",
  input: once(() => z.strictObject({})),
  output: once(() =>
    z.object({
      folder: z.string().describe("Where imported models are"),
      items: z.array(modelFile()),
    })
  ),
  errors: [],
  scope: "control",
  http: { method: "GET", path: "/v1/assistant/models" },
});

/** `assistant.load` */
export const assistantLoad = defineOperation({
  name: "assistant.load",
  kind: "action",
  summary:
    "Starts a job that loads a language model, also one that is blocked, in the place of the one before",
  input: once(() =>
    z.strictObject({
      model: z.string().min(1).max(255).optional().describe(
        "`file` of assistant.models; the default without it",
      ),
    })
  ),
  output: job,
  errors: ["MODEL_NOT_LOADED", "NOT_FOUND"],
  scope: "control",
  http: { method: "POST", path: "/v1/assistant/load" },
});

/** `assistant.unload` */
export const assistantUnload = defineOperation({
  name: "assistant.unload",
  kind: "action",
  summary: "Gives the language model's memory back, once the answer that runs is done",
  input: once(() => z.strictObject({})),
  output: once(() => z.object({ unloaded: z.boolean().describe("false: none was loaded") })),
  errors: ["UNAVAILABLE"],
  scope: "control",
  http: { method: "POST", path: "/v1/assistant/unload" },
});
