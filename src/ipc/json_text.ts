import { CortexError, MAX_REPLY_BYTES } from "../contract/mod.ts";

/** UTF-8 needs at most this many bytes for one UTF-16 unit. */
const MAX_BYTES_A_UNIT = 3;

const encoder = new TextEncoder();
const texts = new WeakMap<object, string>();

/**
 * The JSON text of an answer. An answer that is given again, the same object, keeps its text: answers are never
 * changed. Throws REPLY_TOO_LARGE.
 */
export function jsonText(output: object): string {
  const kept = texts.get(output);
  if (kept !== undefined) return kept;
  const text = JSON.stringify(output);
  if (text.length * MAX_BYTES_A_UNIT > MAX_REPLY_BYTES && byteLength(text) > MAX_REPLY_BYTES) {
    throw replyTooLarge();
  }
  texts.set(output, text);
  return text;
}

/** Bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  return encoder.encode(text).byteLength;
}

/** The error for an answer over the limit. */
export function replyTooLarge(): CortexError {
  return new CortexError(
    "REPLY_TOO_LARGE",
    `Cannot send the answer: it is larger than ${MAX_REPLY_BYTES} bytes; ask for less, for example with a lower limit`,
    { details: { limit_bytes: MAX_REPLY_BYTES } },
  );
}
