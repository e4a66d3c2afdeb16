import type { Context, Hono } from "hono";
import { CortexError } from "../../contract/mod.ts";
import type { HttpEnv } from "./env.ts";
import { errorReply } from "./reply.ts";

const METHODS = ["GET", "POST", "DELETE"] as const;

/** The reply where no route fits: 405 with Allow where the path takes another method, 404 elsewhere. */
export function noRoute(
  routers: readonly Hono<HttpEnv>["router"][],
  { req }: Context<HttpEnv>,
  request_id: string,
): Response {
  const allowed = METHODS.filter((method) =>
    routers.some((router) => router.match(method, req.path)[0].length > 0)
  );
  if (allowed.length === 0) {
    const message = `Cannot find "${req.path}": there is no such path; GET /openapi.json lists all`;
    return errorReply(new CortexError("UNKNOWN_OPERATION", message), request_id);
  }
  const allow = allowed.flatMap((method) => method === "GET" ? ["GET", "HEAD"] : [method]).join(", ");
  const message = `Cannot use ${req.method} on "${req.path}": it takes ${allow}`;
  return errorReply(new CortexError("METHOD_NOT_ALLOWED", message), request_id, { allow });
}
