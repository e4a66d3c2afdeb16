import { Buffer } from "node:buffer";
import { CortexError, MAX_REPLY_BYTES } from "../contract/mod.ts";

/** A text and its size in UTF-8. */
export interface Written {
  readonly text: string;
  readonly bytes: number;
}

const kept = new WeakMap<object, Written>();

/**
 * The JSON text of an answer. An answer that is given again, the same object, keeps its text: answers are never
 * changed. Throws REPLY_TOO_LARGE.
 */
export function jsonText(output: object): Written {
  const known = kept.get(output);
  if (known !== undefined) return known;
  const text = JSON.stringify(output);
  const written = { text, bytes: byteLength(text) };
  if (written.bytes > MAX_REPLY_BYTES) throw replyTooLarge();
  kept.set(output, written);
  return written;
}

/** Bytes of a text in UTF-8, without encoding it. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

/** The error for an answer over the limit. */
export function replyTooLarge(): CortexError {
  return new CortexError(
    "REPLY_TOO_LARGE",
    `Cannot send the answer: it is larger than ${MAX_REPLY_BYTES} bytes; ask for less, for example with a lower limit`,
    { details: { limit_bytes: MAX_REPLY_BYTES } },
  );
}
