import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { CortexError, OPERATIONS, SUBSCRIPTIONS, toCortexError } from "../../contract/mod.ts";
import { logger } from "../../log/mod.ts";
import { openApiText } from "../openapi/mod.ts";
import { addBackupDownload } from "./download.ts";
import type { HttpAppOptions, HttpEnv } from "./env.ts";
import { noRoute } from "./no_route.ts";
import { errorReply, jsonReply, textReply } from "./reply.ts";
import { addRoute } from "./route.ts";
import { addStream } from "./subscription.ts";
import { addFeedUpload } from "./upload.ts";

/** The HTTP application, with or without a socket. */
export interface HttpApp {
  fetch(request: Request): Response | Promise<Response>;
}

/**
 * Makes the application: a route for every operation, the documents, and errors in one form. Exact paths have a Hono
 * of their own, asked first: beside `/v1/alerts/:id` a path like `/v1/alerts/clear` would make its router give up
 * the table it finds exact paths in.
 */
export function createHttpApp(options: HttpAppOptions): HttpApp {
  const { dispatcher, request_ids, metrics } = options;
  const exact = new Hono<HttpEnv>();
  const patterned = new Hono<HttpEnv>();
  for (const operation of OPERATIONS) {
    addRoute(operation.http.path.includes("{") ? patterned : exact, operation, options);
  }
  for (const subscription of SUBSCRIPTIONS) {
    addStream(subscription.http.path.includes("{") ? patterned : exact, subscription, options);
  }
  addBackupDownload(patterned, options);
  addFeedUpload(patterned, options);
  exact.get("/openapi.json", ({ env }) => jsonReply(openApiText(), request_ids.of(env)));
  exact.get(
    "/metrics",
    ({ env }) => textReply(metrics(), "text/plain; version=0.0.4; charset=utf-8", request_ids.of(env)),
  );
  exact.notFound(({ env }) => patterned.fetch(env, env));
  patterned.notFound((context) => {
    dispatcher.refused();
    return noRoute([exact.router, patterned.router], context, request_ids.of(context.env));
  });
  for (const app of [exact, patterned]) {
    app.onError((error, { env }) => {
      dispatcher.refused();
      const request_id = request_ids.of(env);
      return errorReply(refusal(error, request_id), request_id);
    });
  }
  return { fetch: (request) => exact.fetch(request, request) };
}

/** Why a request never became a call. */
function refusal(error: unknown, request_id: string): CortexError {
  if (error instanceof CortexError) return error;
  // Hono's own, from reading the body as JSON.
  if (error instanceof HTTPException && error.status === 400) {
    return new CortexError("PARSE_ERROR", "Cannot read the body: it is not valid JSON");
  }
  logger("ipc").error("Cannot read a request: {error}", { request_id, error });
  return toCortexError(error);
}
