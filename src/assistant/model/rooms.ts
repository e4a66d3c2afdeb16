import type { LlamaContext, LlamaSequence } from "./llama_types.ts";

/** What {@link createRooms} takes. */
export interface RoomsOptions {
  /** The context of the model, as long as it may be. */
  readonly context: LlamaContext;
  /** Makes another one of so many tokens, or of somewhat more. */
  makeContext(tokens: number): Promise<LlamaContext>;
  /** Tokens that the other one may have at most; 0: there is memory for none. */
  readonly second_tokens: number;
}

/** Where the prompts of a model are evaluated, each with what is kept of those before it. */
export interface Rooms {
  /**
   * The one for a prompt and its answer, of so many tokens together.
   * @param keep_prefix Whether what is evaluated of it is to outlast those that are not to be kept.
   */
  of(keep_prefix: boolean | undefined, tokens: number): Promise<LlamaSequence>;
}

/**
 * One room, and a second one as soon as a prompt would push out of the first what is to be kept there: only as long as
 * that prompt needs, and longer when one does. Where there is no memory for it, the first room is all there is.
 */
export function createRooms({ context, makeContext, second_tokens }: RoomsOptions): Rooms {
  const first = context.getSequence();
  let first_keeps = false;
  let second: { readonly context: LlamaContext; readonly sequence: LlamaSequence } | undefined;

  const secondOf = async (tokens: number): Promise<LlamaSequence | undefined> => {
    if (tokens > second_tokens) return undefined;
    if (second !== undefined && second.context.contextSize >= tokens) return second.sequence;
    await second?.context.dispose();
    second = undefined;
    try {
      const made = await makeContext(tokens);
      second = { context: made, sequence: made.getSequence() };
    } catch {
      return undefined; // the memory is needed elsewhere by now
    }
    return second.sequence;
  };

  return {
    of: async (keep_prefix = false, tokens) => {
      const other = !keep_prefix && first_keeps ? await secondOf(tokens) : undefined;
      if (other !== undefined) return other;
      first_keeps = keep_prefix;
      return first;
    },
  };
}
