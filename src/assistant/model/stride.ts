/**
 * Processor time of a thread between two looks at the signal, milliseconds: a cancelled prompt ends within 200, unless
 * the host is busy. What it waited for a processor does not count: more steps would only make it wait more often.
 */
const BETWEEN_LOOKS_MS = 180;

/** Fewer at once take nearly as long as more. */
const LEAST_TOKENS = 16;
/** Strides are a multiple of that. */
const STEP_TOKENS = 8;
const MOST_TOKENS = 512;

/** How many tokens of a prompt are evaluated at once: more where the model is fast, fewer where it is slow. */
export interface Stride {
  readonly tokens: number;
  /** Learns from the processor time of each thread that some took. */
  took(tokens: number, ms: number): void;
}

/** A stride of a model that nothing is known of yet. */
export function createStride(): Stride {
  let stride = LEAST_TOKENS;
  return {
    get tokens() {
      return stride;
    },
    took: (tokens, ms) => {
      if (tokens < LEAST_TOKENS) return;
      const fitting = Math.floor(tokens * BETWEEN_LOOKS_MS / Math.max(ms, 1) / STEP_TOKENS) * STEP_TOKENS;
      // One fast step may be chance: it grows by and by.
      stride = Math.max(LEAST_TOKENS, Math.min(fitting, 2 * stride, MOST_TOKENS));
    },
  };
}
