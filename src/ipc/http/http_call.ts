import { type Operation, type OperationName, type Scope, toCortexError } from "../../contract/mod.ts";
import type { CallContext } from "../../operations/mod.ts";
import { byteLength } from "../json_text.ts";
import type { HttpAppOptions } from "./env.ts";
import type { Writer } from "./formats.ts";
import { errorReply, errorText, jsonReply, textReply } from "./reply.ts";

/** An operation with the name it is called by. */
export type NamedOperation = Operation & { readonly name: OperationName };

/** A call that came by HTTP: what a dispatcher is told of it, and its reply. */
export class HttpCall implements CallContext {
  readonly request_id: string;
  readonly #operation: NamedOperation;
  readonly #request: Request;
  readonly #options: HttpAppOptions;

  constructor(operation: NamedOperation, request: Request, options: HttpAppOptions) {
    this.#operation = operation;
    this.#request = request;
    this.#options = options;
    this.request_id = options.request_ids.of(request);
  }

  get transport(): "http" | "read" {
    return this.#options.transport;
  }

  get scope(): Scope {
    return this.transport === "http" ? "control" : "read";
  }

  /** Aborts when the client leaves. Made by Deno when first read. */
  get signal(): AbortSignal {
    return this.#request.signal;
  }

  /** The reply with an answer. */
  answer({ text, bytes, content_type }: ReturnType<Writer>): Response {
    this.replied(bytes);
    return content_type === undefined
      ? jsonReply(text, this.request_id)
      : textReply(text, content_type, this.request_id);
  }

  /** The reply to a call that has failed. */
  failure(thrown: unknown): Response {
    const error = toCortexError(thrown);
    const text = errorText(error, this.request_id);
    this.replied(byteLength(text));
    return errorReply(error, this.request_id, {}, text);
  }

  /** Tells how large its reply is. */
  replied(reply_bytes: number): void {
    const { name, http } = this.#operation;
    // What has no body is not asked for its length: that would read the headers.
    const request_bytes = http.method === "GET"
      ? 0
      : Number(this.#request.headers.get("content-length") ?? 0);
    this.#options.dispatcher.replied(name, this.transport, request_bytes, reply_bytes);
  }
}
