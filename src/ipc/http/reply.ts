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

/** The body of a reply to what failed: `{ error }`. */
export function errorText(error: CortexError, request_id: string): string {
  return JSON.stringify({ error: errorBody(error, request_id) });
}

/**
 * An error as a reply, with Retry-After where trying again makes sense.
 *
 * @param text Its body, where that was made before.
 */
export function errorReply(
  error: CortexError,
  request_id: string,
  headers?: Record<string, string>,
  text: string = errorText(error, request_id),
): Response {
  const retry = error.retry_after_seconds ?? (error.row.passing ? 1 : undefined);
  return new Response(text, {
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
