import type { Handler, Hono } from "hono";
import { CortexError, type EventFilter, eventsStream, jobsStream } from "../../contract/mod.ts";
import { type EventFormat, NDJSON, openEventStream, SSE } from "../event_stream.ts";
import { openJobStream } from "../job_stream.ts";
import type { HttpAppOptions, HttpEnv } from "./env.ts";
import { inputReader } from "./input.ts";

/** Adds the route of the stream of events: server-sent ones, or a JSON text a line where that is accepted. */
export function addEventStream(app: Hono<HttpEnv>, options: HttpAppOptions): void {
  const { method, path } = eventsStream.http;
  const { steps, read } = inputReader(eventsStream, options.max_request_bytes);
  const handler: Handler<HttpEnv> = (context) => {
    const request = context.env;
    const { after, ...filter } = read(context) as EventFilter & { readonly after?: number };
    const format = formatOf(request);
    if (request.method === "HEAD") return head(format);
    const from = lastEventId(request.headers.get("last-event-id")) ?? after;
    const { body, cursor } = openEventStream(options.events, filter, from, format);
    return stream(body, format, options.request_ids.of(request), { "x-last-event-id": String(cursor) });
  };
  app.on(method, [path], ...steps, handler);
}

/** Adds the route of what a job says, in the same forms. */
export function addJobStream(app: Hono<HttpEnv>, options: HttpAppOptions): void {
  const { method, path } = jobsStream.http;
  const { steps, read } = inputReader(jobsStream, options.max_request_bytes);
  const handler: Handler<HttpEnv> = (context) => {
    const request = context.env;
    const { id } = read(context) as { readonly id: string };
    const reading = options.jobs.read(id);
    const format = formatOf(request);
    if (request.method === "HEAD") return head(format);
    return stream(openJobStream(reading, format), format, options.request_ids.of(request));
  };
  app.on(method, [path.replace("{id}", ":id")], ...steps, handler);
}

function formatOf(request: Request): EventFormat {
  return request.headers.get("accept")?.includes(NDJSON.content_type) ? NDJSON : SSE;
}

/** Without a body: nobody would ever read or leave it. */
function head({ content_type }: EventFormat): Response {
  return new Response(null, { headers: { "content-type": content_type } });
}

function stream(
  body: ReadableStream<Uint8Array>,
  { content_type }: EventFormat,
  request_id: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(body, {
    headers: {
      "content-type": content_type,
      "cache-control": "no-store",
      "x-request-id": request_id,
      ...headers,
    },
  });
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
