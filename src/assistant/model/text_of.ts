import type { LlamaModel, Token } from "./llama_types.ts";

/** Tokens that may make up one character, of at most four bytes. */
const MOST_WAITING = 8;
/** Tokens before that a word's spaces may depend on. */
const BEFORE = 8;

/** Tokens as they become text. */
export interface GrowingText {
  /** Adds one; true: the text has come to its end. */
  add(token: Token): boolean;
  /** Tells what is left, and gives the whole. */
  end(): string;
}

/**
 * Makes a text of tokens, told piece by piece: never half a character, and nothing of what stands for its end.
 * @param end What ends the text without being part of it, with the space before it.
 */
export function textOf(
  model: Pick<LlamaModel, "detokenize">,
  { end, onText }: { readonly end: string | null; onText(text: string): void },
): GrowingText {
  let waiting: Token[] = [];
  let before: Token[] = [];
  let whole = "";
  let told = 0;

  const tell = (until: number): void => {
    if (until <= told) return;
    onText(whole.slice(told, until));
    told = until;
  };
  const take = (force: boolean): void => {
    const text = model.detokenize(waiting, false, before);
    if (!force && text.endsWith("\ufffd") && waiting.length < MOST_WAITING) return;
    whole += text;
    before = [...before, ...waiting].slice(-BEFORE);
    waiting = [];
  };

  return {
    add: (token) => {
      waiting.push(token);
      take(false);
      if (end === null) {
        tell(whole.length);
        return false;
      }
      const over = whole.indexOf(end, Math.max(0, told - end.length));
      if (over >= 0) whole = whole.slice(0, over);
      tell(whole.trimEnd().length);
      return over >= 0;
    },
    end: () => {
      if (waiting.length > 0) take(true);
      if (end !== null) whole = whole.trimEnd();
      tell(whole.length);
      return whole;
    },
  };
}
