import { type CortexError, errorBody } from "../../contract/mod.ts";

const REQUEST_ID = "x-request-id";

/** Shared, so that Deno finds the one header it knows a short way for; the id is appended after. */
const JSON_REPLY: ResponseInit = { headers: { "content-type": "application/json" } };

/** A JSON text as a reply. Appending the id costs less than giving both headers to the constructor. */
export function jsonReply(text: string, request_id: string): Response {
  const response = new Response(text, JSON_REPLY);
  response.headers.append(REQUEST_ID, request_id);
  return response;
}

/** An error as a reply: `{ error }`, with Retry-After where trying again makes sense. */
export function errorReply(
  error: CortexError,
  request_id: string,
  headers?: Record<string, string>,
): Response {
  const body = { error: errorBody(error, request_id) };
  const retry = error.retry_after_seconds ?? (error.row.passing ? 1 : undefined);
  return new Response(JSON.stringify(body), {
    status: error.row.http,
    headers: {
      "content-type": "application/json",
      [REQUEST_ID]: request_id,
      ...(retry === undefined ? {} : { "retry-after": String(Math.ceil(retry)) }),
      ...headers,
    },
  });
}

/** A text that is not JSON as a reply. */
export function textReply(text: string, content_type: string, request_id: string): Response {
  return new Response(text, { headers: { "content-type": content_type, [REQUEST_ID]: request_id } });
}
