import { CortexError, errorBody } from "../contract/wire.ts";
import { type Heap, ownHeap } from "./heap.ts";
import type { FromWorker, LinkProtocol, ToWorker } from "./worker_protocol.ts";
import { messageOf } from "./message_of.ts";

/** One function for each call; the signal aborts when the caller no longer waits. */
export type LinkHandlers<P extends LinkProtocol> = {
  readonly [N in keyof P["calls"]]: (
    input: P["calls"][N]["input"],
    signal: AbortSignal,
  ) => P["calls"][N]["output"] | Promise<P["calls"][N]["output"]>;
};

/** Tells the main side something without being asked. */
export type Emit<P extends LinkProtocol> = <N extends keyof P["events"] & string>(
  name: N,
  data: P["events"][N],
) => void;

/** The part of a worker's global scope that a link uses. */
export interface LinkScope {
  onmessage: ((event: MessageEvent) => void) | null;
  addEventListener(type: "error" | "unhandledrejection" | "unload", listener: (event: Event) => void): void;
  postMessage(message: string): void;
  close(): void;
}

/**
 * The worker's side of a link: answers calls and heartbeats, says `ready` once it listens, and tells of exceptions
 * that nobody caught, so that the main side ends the worker, and of its own end, which would look like a hang.
 *
 * @param handlers Made with the function that emits events.
 * @param scope The worker's own global scope; another one in tests.
 * @param heap Reads this thread's heap; something else in tests.
 */
export function serveLink<P extends LinkProtocol>(
  handlers: (emit: Emit<P>) => LinkHandlers<P>,
  scope: LinkScope = globalThis as unknown as LinkScope,
  heap: () => Promise<Heap> = ownHeap,
): void {
  const post = (message: FromWorker) => scope.postMessage(JSON.stringify(message));
  const answers = handlers((name, data) => post({ type: "event", name, data }));
  const running = new Map<number, AbortController>();

  const answer = async (id: number, name: string, input: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = answers[name];
      if (!handler) throw new Error(`Cannot call "${name}": this worker has no such call`);
      post({ type: "output", id, output: await handler(input, controller.signal) });
    } catch (error) {
      post(
        error instanceof CortexError
          ? { type: "failure", id, error: errorBody(error) }
          : { type: "failure", id, fault: messageOf(error) },
      );
    } finally {
      running.delete(id);
    }
  };

  scope.onmessage = (event) => {
    const message = JSON.parse(event.data) as ToWorker;
    if (message.type === "call") void answer(message.id, message.name, message.input);
    else if (message.type === "cancel") running.get(message.id)?.abort();
    else void heap().then((heap) => post({ type: "pong", heap }));
  };
  // Left to itself the runtime would print the exception; the main side knows better where it belongs.
  const fault = (event: Event) => {
    event.preventDefault();
    const error = event instanceof PromiseRejectionEvent ? event.reason : (event as ErrorEvent).error;
    post({ type: "fault", message: messageOf(error) });
  };
  scope.addEventListener("error", fault);
  scope.addEventListener("unhandledrejection", fault);
  const closing = () => post({ type: "closing" });
  const close = scope.close.bind(scope);
  scope.close = () => {
    closing();
    close();
  };
  scope.addEventListener("unload", closing); // Deno.exit() and process.exit() end the worker, no more
  post({ type: "ready" });
}
