import { CortexError } from "../../contract/wire.ts";
import type { Emit, LinkHandlers } from "../../core/serve_link.ts";
import { answerWith } from "./answering.ts";
import { BATCH_TOKENS } from "./estimate.ts";
import { modelFault } from "./fault.ts";
import { loadLibrary } from "./library.ts";
import type { LlamaModel } from "./llama_types.ts";
import { createRooms } from "./rooms.ts";
import type { LoadInput, ModelProtocol } from "./protocol.ts";
import { inPieces } from "./pieces.ts";
import { messageOf } from "../../core/message_of.ts";

type Answer = ReturnType<typeof answerWith>;

/** The answers of the worker. */
export function serveModel(emit: Emit<ModelProtocol>): LinkHandlers<ModelProtocol> {
  let loaded: { readonly model: LlamaModel; readonly answer: Answer } | undefined;

  let last: Promise<unknown> = Promise.resolve();

  /** One that was cancelled ends between two tokens; until then the next one waits. */
  const inTurn = <T>(work: () => T | Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };

  const load = async (input: LoadInput, signal: AbortSignal) => {
    const threads = input.threads === 0 ? Math.ceil(navigator.hardwareConcurrency / 2) : input.threads;
    const { module, llama } = await loadLibrary(input.library_dir);
    const model = await llama.loadModel({
      modelPath: input.model_path,
      gpuLayers: 0,
      useMmap: input.use_mmap,
      loadSignal: signal,
      onLoadProgress: (fraction) => emit("progress", fraction),
    });
    try {
      signal.throwIfAborted();
      const makeContext = (tokens: number) =>
        model.createContext({ contextSize: tokens, batchSize: Math.min(BATCH_TOKENS, tokens), threads });
      const context = await makeContext(input.context_tokens);
      const context_tokens = context.contextSize;
      const rooms = createRooms({ context, makeContext, second_tokens: input.second_context_tokens });
      const { name } = input;
      loaded = {
        model,
        answer: answerWith({ module, llama, model, rooms, context_tokens, threads, name }),
      };
      return { context_tokens };
    } catch (error) {
      await model.dispose();
      throw error;
    }
  };

  return {
    load: (input, signal) => inTurn(() => orFault(input.model_path, () => load(input, signal))),
    infer: ({ number, inference }, signal) =>
      inTurn(async () => {
        if (loaded === undefined) {
          throw new CortexError("MODEL_NOT_LOADED", "Cannot answer: no language model is loaded");
        }
        let tokens = 0;
        const pieces = inPieces((text) => emit("text", { number, text, tokens }));
        try {
          return await loaded.answer(inference, {
            signal,
            onText: (text, so_far) => {
              tokens = so_far;
              pieces.add(text);
            },
            onAlive: () => emit("alive", null),
          });
        } finally {
          pieces.end();
        }
      }),
    unload: () =>
      inTurn(async () => {
        await loaded?.model.dispose();
        loaded = undefined;
        return null;
      }),
  };
}

/** What llama.cpp cannot load is the model's fault; what it says of it stands in its own log only. */
async function orFault<T>(path: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (error instanceof CortexError) throw error;
    const why = messageOf(error);
    throw modelFault(path, "library", `the library refuses it: ${why.slice(0, 300)}`);
  }
}
