import { CortexError, type Operation, toCortexError } from "../../contract/mod.ts";
import type { CallContext, CallNews } from "../../operations/mod.ts";
import { type HttpStreamFormat, NDJSON, SSE } from "../streams/format.ts";
import type { HttpAppOptions } from "./env.ts";
import { HttpCall, type NamedOperation } from "./http_call.ts";

/** What a client may leave unread, bytes; more ends the answer. */
const MAX_UNREAD_BYTES = 65_536;

/** Time in which a failure is a reply like any other; a stream begins then at the latest, milliseconds. */
const BEGIN_MS = 1000;

/** Pause between two signs of life while nothing comes, milliseconds: a model that is loaded takes its time. */
const HEARTBEAT_MS = 15_000;

/** The form a client wants an operation's answer in, piece by piece; null where it wants it whole. */
export function streamFormat({ streams }: Operation, request: Request): HttpStreamFormat | null {
  if (streams === undefined) return null;
  const accepted = request.headers.get("accept") ?? "";
  return [SSE, NDJSON].find(({ content_type }) => accepted.includes(content_type)) ?? null;
}

/**
 * Calls an operation and sends what it tells as it comes, last its answer as `{ type: "answer", answer }`. What fails
 * at once, before more than the id of its job was told, is a reply like any other.
 */
export async function respondStreaming(
  operation: NamedOperation,
  input: object,
  request: Request,
  options: HttpAppOptions,
  format: HttpStreamFormat,
): Promise<Response> {
  const left = new AbortController();
  const begun = Promise.withResolvers<void>();
  const early: Uint8Array[] = [];
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let sent_bytes = 0;
  const send = (bytes: Uint8Array): void => {
    if (left.signal.aborted) return;
    if (controller === undefined) return void early.push(bytes);
    sent_bytes += bytes.byteLength;
    controller.enqueue(bytes);
    if ((controller.desiredSize ?? 0) >= -MAX_UNREAD_BYTES) return;
    controller.enqueue(format.end(tooSlow()));
    controller.close();
    left.abort();
  };
  const whole = new HttpCall(operation, request, options);
  const call = new StreamedCall(
    whole,
    left.signal,
    (news) => {
      send(format.item(news.type, news));
      // A job may still fail at once.
      if (news.type !== "job") begun.resolve();
    },
  );
  const answer = (async () => await options.dispatcher.call(operation.name, input as never, call))();
  answer.catch(() => {}); // told below, in the stream or in its place
  const late = setTimeout(begun.resolve, BEGIN_MS);
  try {
    await Promise.race([begun.promise, answer]);
  } catch (error) {
    return whole.failure(error);
  } finally {
    clearTimeout(late);
  }
  const beat = setInterval(() => send(format.beat), HEARTBEAT_MS);
  const finish = async (): Promise<void> => {
    try {
      const answered = await answer;
      send(format.item("answer", { type: "answer", answer: answered }));
    } catch (error) {
      send(format.end(toCortexError(error)));
    }
    clearInterval(beat);
    whole.replied(sent_bytes);
    if (!left.signal.aborted) controller?.close();
  };
  const body = new ReadableStream<Uint8Array>({
    start: (own) => {
      controller = own;
      early.forEach(send);
      void finish();
    },
    cancel: () => left.abort(),
  }, { highWaterMark: 0, size: (bytes) => bytes.byteLength });
  return new Response(body, {
    headers: {
      "content-type": format.content_type,
      "cache-control": "no-store",
      "x-request-id": call.request_id,
    },
  });
}

/** A call whose client has left when it reads its stream no more. */
class StreamedCall implements CallContext {
  readonly request_id: string;
  readonly transport: HttpCall["transport"];
  readonly scope: HttpCall["scope"];
  readonly signal: AbortSignal;
  readonly tell: (news: CallNews) => void;

  constructor(call: HttpCall, signal: AbortSignal, tell: (news: CallNews) => void) {
    this.request_id = call.request_id;
    this.transport = call.transport;
    this.scope = call.scope;
    this.signal = signal;
    this.tell = tell;
  }
}

function tooSlow(): CortexError {
  return new CortexError("BUSY", `Cannot go on: the client has left ${MAX_UNREAD_BYTES} bytes unread`);
}
