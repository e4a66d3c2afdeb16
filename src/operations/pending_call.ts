import { CortexError } from "../contract/mod.ts";
import type { Expiring } from "../core/coarse_timer.ts";
import type { Call } from "./handler.ts";

/** A call that was not answered at once: it ends by its answer, its deadline, its client or the daemon's end. */
export class PendingCall implements Call, Expiring {
  readonly request_id: string;
  readonly transport: Call["transport"];
  readonly scope: Call["scope"];
  readonly tell: Call["tell"];
  readonly expires_ms: number;
  readonly #time_ms: number;
  #controller: AbortController | undefined;
  #reject: ((reason: CortexError) => void) | undefined;
  #reason: CortexError | undefined;

  constructor({ request_id, transport, scope, tell }: Call, now_ms: number, time_ms: number) {
    this.request_id = request_id;
    this.transport = transport;
    this.scope = scope;
    this.tell = tell;
    this.expires_ms = now_ms + time_ms;
    this.#time_ms = time_ms;
  }

  /** Made when first read: most handlers never look. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  /** Why it ended before its answer, if it did. */
  get reason(): CortexError | undefined {
    return this.#reason;
  }

  /** The answer, unless the call ends before. Called once. */
  outcome<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      answer.then(resolve, reject);
    });
  }

  expire(): void {
    this.end(
      new CortexError("TIMEOUT", `Cannot finish the operation: it did not end within ${this.#time_ms} ms`, {
        details: { timeout_ms: this.#time_ms },
      }),
    );
  }

  /** Ends it with a reason, and tells its handler. */
  end(reason: CortexError): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#controller?.abort(reason);
    this.#reject?.(reason);
  }
}
