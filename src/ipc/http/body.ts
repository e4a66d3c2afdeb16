import type { MiddlewareHandler } from "hono";
import { CortexError } from "../../contract/mod.ts";
import { tooLarge } from "../too_large.ts";
import type { HttpEnv } from "./env.ts";

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * Reads a request's body, at most so many bytes of it, and hands it on as JSON; no body is an empty object. Throws
 * TOO_LARGE, and INVALID_REQUEST for a body that says it is something else.
 */
export function readBody(max_request_bytes: () => number): MiddlewareHandler<HttpEnv> {
  return async (context, next) => {
    const request = context.env;
    const text = await bodyText(request, max_request_bytes());
    const type = request.headers.get("content-type") ?? "none";
    if (text !== "" && !JSON_TYPE.test(type)) {
      throw new CortexError(
        "INVALID_REQUEST",
        `Cannot read a body of type "${type}": send JSON, with the header Content-Type: application/json`,
      );
    }
    context.req.raw = new Request(request.url, {
      method: request.method,
      headers: { "content-type": "application/json" },
      body: text === "" ? "{}" : text,
    });
    await next();
  };
}

async function bodyText(request: Request, limit: number): Promise<string> {
  const length = request.headers.get("content-length");
  if (length !== null) {
    if (Number(length) > limit) throw tooLarge(limit);
    return await request.text();
  }
  if (request.body === null) return "";
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > limit) throw tooLarge(limit);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
