import type { Handler, Hono } from "hono";
import { CortexError, type EventFilter, eventsStream } from "../../contract/mod.ts";
import { NDJSON, openEventStream, SSE } from "../event_stream.ts";
import type { HttpAppOptions, HttpEnv } from "./env.ts";
import { inputReader } from "./input.ts";

/** Adds the route of the stream of events: server-sent ones, or a JSON text a line where that is accepted. */
export function addEventStream(app: Hono<HttpEnv>, options: HttpAppOptions): void {
  const { method, path } = eventsStream.http;
  const { steps, read } = inputReader(eventsStream, options.max_request_bytes);
  const handler: Handler<HttpEnv> = (context) => {
    const request = context.env;
    const { after, ...filter } = read(context) as EventFilter & { readonly after?: number };
    const format = request.headers.get("accept")?.includes(NDJSON.content_type) ? NDJSON : SSE;
    // Nobody would ever read or leave the body of this.
    if (request.method === "HEAD") {
      return new Response(null, { headers: { "content-type": format.content_type } });
    }
    const from = lastEventId(request.headers.get("last-event-id")) ?? after;
    const { body, cursor } = openEventStream(options.events, filter, from, format);
    return new Response(body, {
      headers: {
        "content-type": format.content_type,
        "cache-control": "no-store",
        "x-last-event-id": String(cursor),
        "x-request-id": options.request_ids.of(request),
      },
    });
  };
  app.on(method, [path], ...steps, handler);
}

function lastEventId(text: string | null): number | undefined {
  if (text === null || text === "") return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new CortexError(
    "INVALID_PARAMS",
    "Cannot take the header Last-Event-ID: it must be the id of an event",
    {
      details: { field: "Last-Event-ID", problem: "it is no id", valid: "the id of an event" },
    },
  );
}
