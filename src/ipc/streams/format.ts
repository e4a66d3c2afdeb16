import { type CortexError, errorBody } from "../../contract/mod.ts";

/** How what a stream carries is written, each time as a whole. */
export interface StreamFormat {
  /**
   * An item; made once, however many take it.
   * @param type What happened, where the form has a place for that.
   * @param seq Its number, where it has one.
   */
  item(type: string, item: object, seq?: number): Uint8Array;
  /** A sign of life. */
  readonly beat: Uint8Array;
  /** Why the stream ends. */
  end(reason: CortexError): Uint8Array;
}

/** A form for HTTP. */
export interface HttpStreamFormat extends StreamFormat {
  readonly content_type: string;
}

const encoder = new TextEncoder();

/** Bytes of a text in UTF-8. */
export const encode = (text: string): Uint8Array => encoder.encode(text);

/** Server-sent events (HTML standard, section 9.2): the number of an item is its id. */
export const SSE: HttpStreamFormat = {
  content_type: "text/event-stream",
  item: once((type, item, seq) =>
    encode(`${seq === undefined ? "" : `id: ${seq}\n`}event: ${type}\ndata: ${JSON.stringify(item)}\n\n`)
  ),
  beat: encode(": \n\n"),
  end: (reason) => encode(`event: end\ndata: ${JSON.stringify({ error: errorBody(reason) })}\n\n`),
};

/** One JSON text a line; an empty line is a sign of life, `{ error }` the end. */
export const NDJSON: HttpStreamFormat = {
  content_type: "application/x-ndjson",
  item: once((_type, item) => encode(`${JSON.stringify(item)}\n`)),
  beat: encode("\n"),
  end: (reason) => encode(`${JSON.stringify({ error: errorBody(reason) })}\n`),
};

/** Keeps what was made of the last item: those who follow all get it at the same time. */
export function once<R>(
  make: (type: string, item: object, seq?: number) => R,
): (type: string, item: object, seq?: number) => R {
  let last: { readonly item: object; readonly made: R } | undefined;
  return (type, item, seq) => {
    if (last?.item !== item) last = { item, made: make(type, item, seq) };
    return last.made;
  };
}
