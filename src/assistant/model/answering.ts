import process from "node:process";
import { CortexError } from "../../contract/wire.ts";
import type { Inference, InferenceResult } from "../engine.ts";
import { checkPrompt } from "./estimate.ts";
import type { ChatWrapper, Llama, LlamaModel, LlamaModule, LlamaSequence, Token } from "./llama_types.ts";
import type { Rooms } from "./rooms.ts";
import { createStride } from "./stride.ts";
import { textOf } from "./text_of.ts";
import { messageOf } from "../../core/message_of.ts";

/** Tokens of an answer after which life is told of. */
const ALIVE_TOKENS = 64;

/** What the grammar of a JSON Schema allows after the text, for want of an end. */
const GRAMMAR_END = "\n\n\n\n";

/** A model with room for prompts. */
export interface Loaded {
  readonly module: LlamaModule;
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly rooms: Rooms;
  /** Longest prompt with its answer. */
  readonly context_tokens: number;
  /** That it runs on. */
  readonly threads: number;
  readonly name: string;
}

/** What goes with a prompt. */
export interface AnsweringOptions {
  readonly signal: AbortSignal;
  /** Takes a piece of the answer, and how many tokens that has with it. */
  onText(text: string, tokens: number): void;
  /** Called now and then, also while nothing is told. */
  onAlive(): void;
}

/**
 * Answers prompts one at a time. What the last one had in common with this one is still evaluated, and kept.
 * Throws TOO_LARGE, CANCELLED, INVALID_PARAMS.
 */
export function answerWith(
  { module, llama, model, rooms, context_tokens, threads, name }: Loaded,
): (inference: Inference, options: AnsweringOptions) => Promise<InferenceResult> {
  const stride = createStride();
  const wrapper = model.fileInfo.metadata.tokenizer?.chat_template === undefined
    ? null
    : module.resolveChatWrapper(model, { warningLogs: false });

  /** Evaluates a prompt but for its last stride, with which the answer begins; gives that, and how much was kept. */
  const evaluate = async (
    sequence: LlamaSequence,
    tokens: readonly Token[],
    { signal, onAlive }: AnsweringOptions,
  ) => {
    await sequence.adaptStateToTokens(tokens.slice(0, -1), false);
    const kept = sequence.nextTokenIndex;
    let at = kept;
    while (tokens.length - at > stride.tokens) {
      throwIfAborted(signal);
      const next = tokens.slice(at, at + stride.tokens);
      const before = process.cpuUsage();
      await sequence.evaluateWithoutGeneratingNewTokens(next);
      const { user, system } = process.cpuUsage(before);
      stride.took(next.length, (user + system) / 1000 / threads);
      at += next.length;
      onAlive();
    }
    return { kept, last: tokens.slice(at) };
  };

  const grammarOf = async (schema: Inference["schema"]): Promise<{ grammarEvaluationState?: object }> => {
    if (schema === undefined) return {};
    try {
      const grammar = await llama.createGrammarForJsonSchema(schema);
      return { grammarEvaluationState: new module.LlamaGrammarEvaluationState({ model, grammar }) };
    } catch (error) {
      const why = messageOf(error);
      throw new CortexError("INVALID_PARAMS", `Cannot hold the answer to the schema: ${why.slice(0, 300)}`, {
        details: { field: "schema" },
      });
    }
  };

  return async (inference, options) => {
    const tokens = promptTokens(model, wrapper, inference);
    checkPrompt(tokens.length, inference.max_tokens, context_tokens);
    const grammar = await grammarOf(inference.schema);
    const sequence = await rooms.of(inference.keep_prefix, tokens.length + inference.max_tokens);
    const { kept, last } = await evaluate(sequence, tokens, options);
    let count = 0;
    const text = textOf(model, {
      end: inference.schema === undefined ? null : GRAMMAR_END,
      onText: (piece) => options.onText(piece, count),
    });
    let ended_by: InferenceResult["ended_by"] = "model";
    throwIfAborted(options.signal);
    for await (const token of sequence.evaluate(last, { temperature: inference.temperature, ...grammar })) {
      throwIfAborted(options.signal);
      if (++count % ALIVE_TOKENS === 0) options.onAlive();
      if (text.add(token)) break;
      if (count >= inference.max_tokens) {
        ended_by = "length";
        break;
      }
    }
    const evaluated_tokens = tokens.length - kept;
    return { text: text.end(), tokens: count, evaluated_tokens, ended_by, model: name };
  };
}

/** As a conversation where the model says how that is written, else as plain text to go on with. */
function promptTokens(
  model: LlamaModel,
  wrapper: ChatWrapper | null,
  { prefix, prompt }: Inference,
): Token[] {
  if (wrapper === null) {
    const { bos } = model.tokens;
    const begin = bos === null ? [] : [bos];
    return [...begin, ...model.tokenize(prefix), ...model.tokenize(prompt)];
  }
  const { contextText } = wrapper.generateContextState({
    chatHistory: [
      ...(prefix === "" ? [] : [{ type: "system", text: prefix } as const]),
      { type: "user", text: prompt },
      { type: "model", response: [] },
    ],
  });
  return contextText.tokenize(model.tokenizer);
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new CortexError("CANCELLED", "Cannot finish the answer: it was cancelled");
}
