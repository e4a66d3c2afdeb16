import type { ModelFile, ModelStatus } from "../../src/contract/wire.ts";
import type { Fact } from "./facts.ts";
import { age, bytes, count, plural } from "./format.ts";
import { type Piece, type Style, styled, type View } from "./paint.ts";

const STYLES: Readonly<Record<ModelStatus["state"], Style>> = {
  off: "faint",
  unloaded: "faint",
  loading: "strong",
  ready: "good",
  answering: "good",
  blocked: "bad",
  unhealthy: "bad",
};

/** How a model is, in its colour. */
export function modelState({ state }: Pick<ModelStatus, "state">): Piece {
  return styled(STYLES[state], state);
}

/** What is known of a model's file. */
export function modelFacts(model: Omit<ModelFile, "is_default" | "is_loaded">): Fact[] {
  const { name, architecture, file_bytes, trained_context, context_tokens, weights_bytes, context_bytes } =
    model;
  const given = (value: number | null, text: (value: number) => string): Piece[] =>
    value === null ? [] : [text(value)];
  return [
    ["name", name === null ? [] : [name]],
    ["architecture", architecture === null ? [] : [architecture]],
    ["file", given(file_bytes, bytes)],
    ["trained for", given(trained_context, (tokens) => `${count(tokens)} tokens of context`)],
    ["gets", given(context_tokens, (tokens) => `${count(tokens)} tokens of context`)],
    [
      "memory",
      weights_bytes === null || context_bytes === null ? [] : [
        `${bytes(weights_bytes + context_bytes)}: weights ${bytes(weights_bytes)}, context ${
          bytes(context_bytes)
        }`,
      ],
    ],
    ["problem", model.problem === null ? [] : [styled("bad", model.problem)]],
  ];
}

/** How the loaded model is. */
export function statusFacts(status: ModelStatus, view: View): Fact[] {
  const { context_tokens, loaded_at, waiting, answered, tokens_per_second, first_token_ms, problem } = status;
  return [
    ["file", status.path === null ? [] : [status.path]],
    ["context", context_tokens === null ? [] : [`${count(context_tokens)} tokens`]],
    ["loaded", loaded_at === null ? [] : [age(loaded_at, view.now)]],
    ["answered", [`${plural(answered, "question")}, ${waiting} waiting`]],
    ["speed", tokens_per_second === null ? [] : [`${tokens_per_second} tokens/s`]],
    ["first token", first_token_ms === null ? [] : [`after ${first_token_ms} ms`]],
    ["problem", problem === null ? [] : [styled("bad", problem)]],
  ];
}
