import type { ModelStatus } from "../contract/mod.ts";
import type { Clock } from "../core/clock.ts";
import { createResultCache } from "../core/result_cache.ts";
import type { Inference, InferenceResult } from "./engine.ts";
import { fileId } from "./model/file_id.ts";
import type { ModelEngine, ModelInferenceOptions } from "./model/model_engine.ts";

/** Bounds of the answers that are kept; their weight is their length as JSON. */
const CACHE = { max_entries: 500, max_weight: 4_000_000, ttl_ms: 3_600_000 };

/** A prompt whose answer may be a kept one. */
export interface KeptInferenceOptions extends ModelInferenceOptions {
  /** Answered by the model, though an answer is kept. */
  readonly anew: boolean;
}

/** What of an engine is needed. */
type Answering = Pick<ModelEngine, "infer"> & { status(): Pick<ModelStatus, "path"> };

/** Answers as the engine does. */
export type KeptInferences = (
  inference: Inference,
  options: KeptInferenceOptions,
) => Promise<InferenceResult>;

/**
 * Keeps the answers of an engine by model, prompt and parameters, and gives them again without a turn in line. Only
 * those that would be the same: without chance, by the same file of the same model.
 */
export function keepInferences(engine: Answering, clock: Clock): KeptInferences {
  const cache = createResultCache<InferenceResult>(clock, CACHE);
  return async (inference, { anew, ...options }) => {
    const { path } = engine.status();
    if (path === null || inference.temperature > 0) return await engine.infer(inference, options);
    const { prefix, prompt, max_tokens, schema } = inference;
    const key = JSON.stringify([path, fileId(path), prefix, prompt, max_tokens, schema]);
    const kept = anew ? undefined : cache.get(key);
    if (kept !== undefined) {
      options.onText?.(kept.text);
      return { ...kept, evaluated_tokens: 0 };
    }
    const result = await engine.infer(inference, options);
    cache.set(key, result, key.length + result.text.length);
    return result;
  };
}
