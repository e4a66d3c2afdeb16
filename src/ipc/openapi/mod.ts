/**
 * The OpenAPI 3.1 document, made from the list of operations. What counts as documented: all that a client of the
 * HTTP socket can send and get.
 * @module
 */
import { type ErrorCode, ERRORS, OPERATIONS, SUBSCRIPTIONS, VERSION } from "../../contract/mod.ts";
import { pathOperation } from "./path_item.ts";
import { Schemas } from "./schemas.ts";

const TEXT = { type: "string" } as const;

const ERROR = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message"],
      properties: {
        code: { type: "string", enum: Object.keys(ERRORS) satisfies string[] as ErrorCode[] },
        message: { ...TEXT, description: "What could not be done, why, and what to do" },
        request_id: { ...TEXT, description: "Also in the daemon's log" },
        retry_after_seconds: { type: "number", description: "When trying again makes sense" },
        details: {
          type: "object",
          description: "Facts for programs: which field, which limit, what is valid",
        },
      },
    },
  },
} as const;

/** Makes the document. */
export function openApiDocument(): object {
  const schemas = new Schemas();
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of [...OPERATIONS, ...SUBSCRIPTIONS]) {
    const { path, method } = operation.http;
    (paths[path] ??= {})[method.toLowerCase()] = pathOperation(operation, schemas);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Cortex",
      version: VERSION,
      summary: "Health, alerts and processes of a Linux host",
      description: "Served on Unix sockets only: http.sock takes everything, read.sock takes queries.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "http://cortex", description: "Any host name does: the socket decides" }],
    paths: {
      ...paths,
      "/metrics": document("metrics", "Figures in the Prometheus text format", "text/plain", TEXT),
      "/openapi.json": document("openapi", "This document", "application/json", { type: "object" }),
    },
    components: {
      schemas: { ...schemas.components, Error: ERROR },
      parameters: {
        RequestId: {
          name: "X-Request-Id",
          in: "header",
          description: "An id of the client's own, which the reply and the log then have; printable ASCII",
          schema: { ...TEXT, minLength: 1, maxLength: 128 },
        },
      },
      headers: { RequestId: { description: "The client's id of the request, or a new one", schema: TEXT } },
    },
  };
}

function document(id: string, summary: string, type: string, schema: object): object {
  const ok = { description: "The document", content: { [type]: { schema } } };
  return { get: { operationId: id, summary, tags: ["documents"], responses: { 200: ok } } };
}

let text: string | undefined;

/** The document's text, made when somebody first asks for it. */
export function openApiText(): string {
  return text ??= JSON.stringify(openApiDocument());
}
