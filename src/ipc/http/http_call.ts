import type { Scope } from "../../contract/mod.ts";
import type { CallContext } from "../../operations/mod.ts";

/** What a dispatcher is told of a call that came by HTTP. */
export class HttpCall implements CallContext {
  readonly request_id: string;
  readonly transport: "http" | "read";
  readonly #request: Request;

  constructor(request: Request, request_id: string, transport: "http" | "read") {
    this.#request = request;
    this.request_id = request_id;
    this.transport = transport;
  }

  get scope(): Scope {
    return this.transport === "http" ? "control" : "read";
  }

  /** Aborts when the client leaves. Made by Deno when first read. */
  get signal(): AbortSignal {
    return this.#request.signal;
  }
}
