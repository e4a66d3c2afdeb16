/** One prompt for a model. */
export interface Inference {
  /** What stays the same from one prompt to the next, evaluated once and kept: the instructions and the facts. */
  readonly prefix: string;
  /** Whether what is evaluated of the prefix outlasts prompts between that do not say so. @default {false} */
  readonly keep_prefix?: boolean;
  /** What is asked. */
  readonly prompt: string;
  /** Where the answer is cut, tokens. */
  readonly max_tokens: number;
  /** 0 always takes the likeliest token. */
  readonly temperature: number;
  /** JSON Schema that the answer is held to by the engine's grammar; without one it is free text. */
  readonly schema?: Readonly<Record<string, unknown>> | undefined;
}

/** What a model answered. */
export interface InferenceResult {
  readonly text: string;
  /** Tokens of the answer. */
  readonly tokens: number;
  /** Tokens of prefix and prompt that had to be evaluated; those that were kept are not among them. */
  readonly evaluated_tokens: number;
  /** Whether it came to an end by itself, or was cut at `max_tokens`. */
  readonly ended_by: "model" | "length";
  /** Name of the model. */
  readonly model: string;
}

/** What the one who asks adds to an inference. */
export interface InferenceOptions {
  /** Ends it between two tokens. */
  readonly signal: AbortSignal;
  /** Called for each piece of text as it comes. */
  onText?(text: string): void;
  /** Told how many tokens the answer has so far, whenever some have come. */
  onTokens?(tokens: number): void;
  /** Told the id of the job that it is, before all else. */
  onJob?(id: string): void;
  /** Told how many are before this one, whenever that changes. */
  onPosition?(before: number): void;
}

/**
 * A language model as the rest of the assistant sees it. `infer` throws MODEL_NOT_LOADED without a model, BUSY when
 * too many wait, TIMEOUT and CANCELLED.
 */
export interface Engine {
  /** The model that would answer; null when there is none, so that the deterministic core answers alone. */
  model(): string | null;
  infer(inference: Inference, options: InferenceOptions): Promise<InferenceResult>;
}
