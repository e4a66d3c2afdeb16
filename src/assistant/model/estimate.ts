import { CortexError } from "../../contract/wire.ts";
import type { Inference } from "../engine.ts";
import type { ModelFacts } from "./facts.ts";
import { modelFault } from "./fault.ts";
import { countWords } from "./words.ts";

/** Tokens that are evaluated at once. */
export const BATCH_TOKENS = 512;

/** What llama.cpp rounds the length of a context up to, tokens. */
const CONTEXT_STEP = 256;

/** What a loaded model will take, bytes. */
export interface MemoryEstimate {
  readonly weights_bytes: number;
  /** What is kept of each token, and the room to compute in. */
  readonly context_bytes: number;
}

/** What it may take. */
export interface MemoryLimits {
  /** Of the context alone. */
  readonly context_bytes: number;
  /** What the host, or the daemon's own limit, has left; null where nobody knows. */
  readonly available_bytes: number | null;
}

/**
 * The context that a model gets: what is asked for, never more than it was trained for, in whole steps of llama.cpp.
 */
export function contextTokens({ trained_context }: ModelFacts, n_ctx: number): number {
  const tokens = trained_context === null || trained_context < 1 ? n_ctx : Math.min(n_ctx, trained_context);
  return Math.ceil(tokens / CONTEXT_STEP) * CONTEXT_STEP;
}

/** Estimates from the header alone. */
export function estimateMemory(facts: ModelFacts, n_ctx: number): MemoryEstimate {
  const tokens = contextTokens(facts, n_ctx);
  const batch = Math.min(BATCH_TOKENS, tokens);
  // The widest rows that are computed at once: the logits, and what goes through one layer.
  const row = facts.vocabulary + 8 * facts.embedding + 4 * facts.feed_forward;
  return {
    weights_bytes: facts.weights_bytes,
    context_bytes: tokens * facts.token_bytes + batch * row * 4,
  };
}

/** Throws MODEL_INVALID where a model would take more than it may; says by how much and what to change. */
export function checkMemory(facts: ModelFacts, n_ctx: number, limits: MemoryLimits): void {
  const { weights_bytes, context_bytes } = estimateMemory(facts, n_ctx);
  if (context_bytes > limits.context_bytes) {
    throw modelFault(
      facts.path,
      "memory",
      `its context of ${contextTokens(facts, n_ctx)} tokens takes ${mib(context_bytes)} of the ` +
        `${mib(limits.context_bytes)} it may; set assistant.n_ctx or assistant.context_memory_mb`,
    );
  }
  const needed = weights_bytes + context_bytes;
  if (limits.available_bytes !== null && needed > limits.available_bytes) {
    throw modelFault(
      facts.path,
      "memory",
      `it takes ${mib(needed)}, and ${mib(limits.available_bytes)} are there; take a smaller one, or set ` +
        "assistant.n_ctx",
    );
  }
}

/** Tokens that a second context may have in what the first one leaves of the limits; 0: there is no room for one. */
export function secondContextTokens(facts: ModelFacts, n_ctx: number, limits: MemoryLimits): number {
  const { weights_bytes, context_bytes } = estimateMemory(facts, n_ctx);
  const left = Math.min(
    limits.context_bytes,
    limits.available_bytes === null ? Infinity : limits.available_bytes - weights_bytes,
  ) - context_bytes;
  let tokens = contextTokens(facts, n_ctx);
  while (tokens > 0 && estimateMemory(facts, tokens).context_bytes > left) tokens -= CONTEXT_STEP;
  return tokens;
}

/** Throws TOO_LARGE for a prompt that cannot fit once its model is loaded, whatever its words are. */
export function checkBeforeLoad(facts: ModelFacts, n_ctx: number, inference: Inference): void {
  checkPrompt(leastTokens(facts, inference), inference.max_tokens, contextTokens(facts, n_ctx));
}

/**
 * Tokens that a prompt has at least: each stands for no more bytes than the longest token of the vocabulary has, and
 * for no more beginnings of words than the one with the most, which mostly has one. A model's form of conversation may
 * leave out the space round a text.
 */
export function leastTokens(
  { token_bounds }: Pick<ModelFacts, "token_bounds">,
  { prefix, prompt }: Inference,
): number {
  if (token_bounds === null || token_bounds.longest === 0) return 0;
  const text = new TextEncoder().encode(prefix.trim() + prompt.trim());
  const { longest, most_words } = token_bounds;
  return Math.max(Math.ceil(text.length / longest), Math.ceil(countWords(text) / Math.max(1, most_words)));
}

/** Throws TOO_LARGE for a prompt that cannot fit into the context with its answer. */
export function checkPrompt(prompt_tokens: number, max_tokens: number, context_tokens: number): void {
  if (prompt_tokens + max_tokens <= context_tokens) return;
  throw new CortexError(
    "TOO_LARGE",
    `Cannot answer: the prompt of ${prompt_tokens} tokens and an answer of ${max_tokens} do not fit into ` +
      `${context_tokens}; ask for less, or set assistant.n_ctx`,
    { details: { prompt_tokens, max_tokens, context_tokens } },
  );
}

function mib(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
