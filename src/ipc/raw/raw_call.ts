import type { CallContext } from "../../operations/mod.ts";

/** What a dispatcher is told of a call that came over the raw socket. */
export class RawCall implements CallContext {
  readonly request_id: string;
  readonly transport = "raw";
  readonly scope = "control";
  #controller: AbortController | undefined;
  #gone = false;

  constructor(request_id: string) {
    this.request_id = request_id;
  }

  /** Aborts when the connection is closed. Made when first read. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#gone) this.#controller.abort();
    }
    return this.#controller.signal;
  }

  /** The connection is closed. */
  leave(): void {
    this.#gone = true;
    this.#controller?.abort();
  }
}
