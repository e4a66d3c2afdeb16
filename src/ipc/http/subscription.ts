import type { Handler, Hono } from "hono";
import {
  CortexError,
  type Operation,
  type ParsedSubscriptionInputOf,
  type SubscriptionName,
} from "../../contract/mod.ts";
import { type HttpStreamFormat, NDJSON, SSE } from "../streams/format.ts";
import { openStream } from "../streams/open.ts";
import type { HttpAppOptions, HttpEnv } from "./env.ts";
import { inputReader } from "./input.ts";

/** Adds the route of a subscription: server-sent events, or a JSON text a line where that is accepted. */
export function addStream(
  app: Hono<HttpEnv>,
  subscription: Operation & { readonly name: SubscriptionName },
  options: HttpAppOptions,
): void {
  const { name, scope, http: { method, path }, input } = subscription;
  const { steps, read } = inputReader(subscription, options.max_request_bytes);
  const handler: Handler<HttpEnv> = (context) => {
    const request = context.env;
    const format = formatOf(request);
    const { content_type } = format;
    const given = read(context);
    if (scope === "control" && options.transport === "read") {
      throw new CortexError(
        "PERMISSION_DENIED",
        `Cannot open "${name}": this socket is for what every user may read; use the control socket`,
      );
    }
    // Without a body: nobody would ever read or leave it.
    if (request.method === "HEAD") return new Response(null, { headers: { "content-type": content_type } });
    const after = "after" in input().shape ? lastEventId(request.headers.get("last-event-id")) : undefined;
    const from = (after === undefined ? given : { ...given, after }) as ParsedSubscriptionInputOf<
      typeof name
    >;
    const { body, cursor } = openStream(options, name, from, format);
    return new Response(body, {
      headers: {
        "content-type": content_type,
        "cache-control": "no-store",
        "x-request-id": options.request_ids.of(request),
        ...(cursor === null ? {} : { "x-last-event-id": String(cursor) }),
      },
    });
  };
  app.on(method, [path.replaceAll(/\{([a-z_]+)\}/g, ":$1")], ...steps, handler);
}

function formatOf(request: Request): HttpStreamFormat {
  return request.headers.get("accept")?.includes(NDJSON.content_type) ? NDJSON : SSE;
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
