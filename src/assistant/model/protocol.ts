import type { LinkProtocol } from "../../core/worker_protocol.ts";
import type { Inference, InferenceResult } from "../engine.ts";

/** What is loaded and how. */
export interface LoadInput {
  readonly library_dir: string;
  readonly model_path: string;
  /** For people: what answers are said to be from. */
  readonly name: string;
  readonly context_tokens: number;
  /** Of a second context for prompts that come between those whose prefix is kept; 0: none. */
  readonly second_context_tokens: number;
  /** 0: half as many as cores: threads wait for each other, and on a busy host for everybody else. */
  readonly threads: number;
  readonly use_mmap: boolean;
}

/** What was loaded. */
export interface Loaded {
  readonly context_tokens: number;
}

/** What the assistant's worker is asked. */
export interface ModelProtocol extends LinkProtocol {
  readonly calls: {
    /**
     * Loads library and model; one that is cancelled ends with the tensor that is read. Fails with UNAVAILABLE,
     * MODEL_INVALID.
     */
    readonly load: { readonly input: LoadInput; readonly output: Loaded };
    /** Answers; one at a time. Fails with TOO_LARGE, CANCELLED, INVALID_PARAMS for a schema that is none. */
    readonly infer: {
      /** The number tells its pieces from those of one before that was cancelled and has not ended yet. */
      readonly input: { readonly number: number; readonly inference: Inference };
      readonly output: InferenceResult;
    };
    /** Gives the model's memory back, which the end of the worker alone does not. */
    readonly unload: { readonly input: null; readonly output: null };
  };
  readonly events: {
    /** How much of the model is loaded, 0 to 1. */
    readonly progress: number;
    /** A piece of the answer, which has so many tokens with it. */
    readonly text: { readonly number: number; readonly text: string; readonly tokens: number };
    /** A part of the prompt was evaluated; the answer is still to come. */
    readonly alive: null;
  };
}
