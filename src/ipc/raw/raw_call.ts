import type { OperationName } from "../../contract/mod.ts";
import type { CallContext } from "../../operations/mod.ts";
import type { Subscriptions } from "./subscriptions.ts";

/** What a dispatcher is told of a call that came over the raw socket. */
export class RawCall implements CallContext {
  readonly request_id: string;
  readonly transport = "raw";
  readonly scope = "control";
  /** The streams of its connection. */
  readonly subscriptions: Subscriptions;
  /** The operation it came to; the first, where an older protocol's method asks several. */
  operation: OperationName | undefined;
  #controller: AbortController | undefined;
  #gone = false;

  constructor(request_id: string, subscriptions: Subscriptions) {
    this.request_id = request_id;
    this.subscriptions = subscriptions;
  }

  named(name: OperationName): void {
    this.operation ??= name;
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
