import { CortexError, errorBody, type EventFilter, toCortexError } from "../contract/mod.ts";
import type { EventLog, Following } from "../events/mod.ts";
import type { EventRow } from "../store/mod.ts";
import { logger } from "../log/mod.ts";
import { sleep } from "../core/sleep.ts";

/** How a stream of events is written. */
export interface EventFormat {
  readonly content_type: string;
  /** An event; made once, however many take it. */
  event(event: EventRow): Uint8Array;
  /** Something else that is told, by its type. */
  news(type: string, news: object): Uint8Array;
  readonly beat: Uint8Array;
  /** Why the stream ends. */
  end(reason: CortexError): Uint8Array;
}

/** What a client may leave unread, bytes; more cuts it off. */
const MAX_UNREAD_BYTES = 65_536;

/** What is made ready before the client asks for it, bytes. */
const AHEAD_BYTES = 16_384;

const encoder = new TextEncoder();

/** Server-sent events (HTML standard, section 9.2): the number of an event is its id. */
export const SSE: EventFormat = {
  content_type: "text/event-stream",
  event: once((event) => `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
  news: (type, news) => encoder.encode(`event: ${type}\ndata: ${JSON.stringify(news)}\n\n`),
  beat: encoder.encode(": \n\n"),
  end: (reason) => encoder.encode(`event: end\ndata: ${JSON.stringify({ error: errorBody(reason) })}\n\n`),
};

/** One JSON text a line; an empty line is a sign of life, `{ error }` the end. */
export const NDJSON: EventFormat = {
  content_type: "application/x-ndjson",
  event: once((event) => `${JSON.stringify(event)}\n`),
  news: (_type, news) => encoder.encode(`${JSON.stringify(news)}\n`),
  beat: encoder.encode("\n"),
  end: (reason) => encoder.encode(`${JSON.stringify({ error: errorBody(reason) })}\n`),
};

/** A stream and where it began. */
export interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  /** Number of the event after which it begins. */
  readonly cursor: number;
}

/** Follows the log as bytes. Throws as `follow` of the log does. */
export function openEventStream(
  log: EventLog,
  filter: EventFilter,
  after: number | undefined,
  format: EventFormat,
): EventStream {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const end = (reason: CortexError) => {
    controller?.enqueue(format.end(reason));
    controller?.close();
    controller = undefined;
  };
  const send = (bytes: Uint8Array) => {
    if (controller === undefined) return;
    controller.enqueue(bytes);
    if (!following.live || (controller.desiredSize ?? 0) >= -MAX_UNREAD_BYTES) return;
    following.close();
    const reason = tooSlow();
    logger("ipc").warn("Stream of events cut: {reason}", { reason: reason.message });
    end(reason);
  };
  const following: Following = log.follow(filter, after, {
    take: (event) => send(format.event(event)),
    beat: () => send(format.beat),
    end,
  });
  const { cursor } = following;
  const body = new ReadableStream<Uint8Array>({
    start: (own) => void (controller = own),
    pull: async () => {
      try {
        while (!following.live && (controller?.desiredSize ?? 0) > 0) {
          following.catchUp();
          // Others come in between.
          await sleep(0);
        }
      } catch (error) {
        following.close();
        end(toCortexError(error));
      }
    },
    cancel: () => {
      controller = undefined;
      following.close();
    },
  }, { highWaterMark: AHEAD_BYTES, size: (bytes) => bytes.byteLength });
  return { body, cursor };
}

function tooSlow(): CortexError {
  const message =
    `Cannot go on with the stream: its client has left ${MAX_UNREAD_BYTES} bytes unread; open it again from there`;
  return new CortexError("BUSY", message, {
    retry_after_seconds: 1,
    details: { limit_bytes: MAX_UNREAD_BYTES },
  });
}

/** Keeps the bytes of the last event: those who follow all get it at the same time. */
function once(text: (event: EventRow) => string): (event: EventRow) => Uint8Array {
  let last: EventRow | undefined;
  let bytes = new Uint8Array(0);
  return (event) => {
    if (event !== last) {
      bytes = encoder.encode(text(event));
      last = event;
    }
    return bytes;
  };
}
