import type { Handler, Hono } from "hono";
import { CortexError, nothing } from "../../contract/mod.ts";
import { unknownParameter } from "../../operations/mod.ts";
import { jsonText } from "../json_text.ts";
import { respondStreaming, streamFormat } from "./answer_stream.ts";
import type { HttpAppOptions, HttpEnv } from "./env.ts";
import { type Writer, writerFor } from "./formats.ts";
import { HttpCall, type NamedOperation } from "./http_call.ts";
import { inputReader } from "./input.ts";

const NOTHING = Object.freeze({});

/** Adds the route of one operation. */
export function addRoute(app: Hono<HttpEnv>, operation: NamedOperation, options: HttpAppOptions): void {
  const { method } = operation.http;
  const path = operation.http.path.replace(/\{([a-z_]+)\}/g, ":$1");
  if (options.transport === "read" && operation.scope === "control") {
    app.on(method, path, () => {
      throw new CortexError(
        "PERMISSION_DENIED",
        `Cannot run "${operation.name}": this socket takes queries only; use the control socket`,
      );
    });
  } else if (method === "GET" && operation.input === nothing) {
    app.on(method, path, withoutInput(operation, options));
  } else {
    const { steps, read } = inputReader(operation, options.max_request_bytes);
    const handler: Handler<HttpEnv> = (context) => {
      const { env: request } = context;
      const format = streamFormat(operation, request);
      return format === null
        ? respond(operation, read(context), request, options, writerFor(operation.name, request))
        : respondStreaming(operation, read(context), request, options, format);
    };
    app.on(method, [path], ...steps, handler);
  }
}

/** A single handler without steps, which Hono calls directly: the short way of `ping`, `status` and `health`. */
function withoutInput(operation: NamedOperation, options: HttpAppOptions): Handler<HttpEnv> {
  return ({ env: request }) => {
    if (request.url.includes("?")) refuseQuery(request.url);
    return respond(operation, NOTHING, request, options);
  };
}

function refuseQuery(url: string): void {
  const query = new URLSearchParams(url.slice(url.indexOf("?")));
  for (const name of query.keys()) throw unknownParameter(name, []);
}

/** Calls the operation and sends what comes back. */
function respond(
  operation: NamedOperation,
  input: object,
  request: Request,
  options: HttpAppOptions,
  write: Writer = jsonText,
): Response | Promise<Response> {
  const call = new HttpCall(operation, request, options);
  try {
    // Checked against this very operation's schema before.
    const output = options.dispatcher.call(operation.name, input as never, call);
    return output instanceof Promise ? respondLater(output, call, write) : call.answer(write(output));
  } catch (error) {
    return call.failure(error);
  }
}

async function respondLater(output: Promise<object>, call: HttpCall, write: Writer): Promise<Response> {
  try {
    return call.answer(write(await output));
  } catch (error) {
    return call.failure(error);
  }
}
