/**
 * The assistant: answers questions about this host in words, from what the daemon knows. What counts as an answer:
 * sentences of which every figure, name and time is a fact in the evidence, with the operation that gave it.
 * @module
 */
export { type Assistant, createAssistant } from "./assistant.ts";
export type { Cancellable, Sources } from "./sources.ts";
export type { Engine, Inference, InferenceOptions, InferenceResult } from "./engine.ts";
export { keepInferences } from "./kept_inferences.ts";
export { listModels } from "./model/catalog.ts";
export { createModelMarks } from "./model/mark.ts";
export { createModelEngine, type ModelEngine } from "./model/model_engine.ts";
export type { LoadTerms } from "./model/model_holder.ts";
export { spawnModelWorker } from "./model/spawn.ts";
