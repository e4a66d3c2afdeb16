import type { ModelFile, ModelStatus } from "../../../src/contract/mod.ts";

/** A model that is loaded. */
export const MODEL: ModelFile = {
  file: "small",
  path: "/var/lib/cortex/models/small.gguf",
  name: "Small 135M Instruct",
  architecture: "llama",
  file_bytes: 98_362_432,
  trained_context: 8192,
  context_tokens: 4096,
  weights_bytes: 96_576_768,
  context_bytes: 217_055_232,
  is_default: true,
  is_loaded: true,
  problem: null,
};

/** What is otherwise of one that cannot be loaded. */
export const BROKEN_MODEL = {
  file: "cut",
  name: null,
  architecture: null,
  file_bytes: null,
  trained_context: null,
  context_tokens: null,
  weights_bytes: null,
  context_bytes: null,
  is_default: false,
  is_loaded: false,
  problem: 'Cannot load the model "/srv/cut.gguf": it has 400000 bytes of 486752; fetch it again',
} as const;

/** The loaded one at work. */
export const MODEL_STATUS: ModelStatus = {
  enabled: true,
  state: "answering",
  model: "small",
  path: "/var/lib/cortex/models/small.gguf",
  context_tokens: 4096,
  loaded_at: null,
  waiting: 2,
  answered: 1,
  restarts: 0,
  tokens_per_second: 61.5,
  first_token_ms: 80,
  problem: null,
};
