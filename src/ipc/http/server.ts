import { toCortexError } from "../../contract/mod.ts";
import { logger } from "../../log/mod.ts";
import type { HttpApp } from "./app.ts";
import { errorReply } from "./reply.ts";

/** An HTTP application on a Unix socket. */
export class HttpServer {
  readonly #app: HttpApp;
  readonly #cut = new AbortController();
  #server: Deno.HttpServer | undefined;

  constructor(app: HttpApp) {
    this.#app = app;
  }

  /** Binds a path and serves it from now on. */
  listen(path: string): void {
    this.#server = Deno.serve({
      path,
      signal: this.#cut.signal,
      onListen: () => {},
      onError: (error) => {
        logger("ipc").error("Cannot send a reply: {error}", { error });
        return errorReply(toCortexError(error), "");
      },
    }, (request) => this.#app.fetch(request));
  }

  /** Accepts nobody more, answers what was asked; may wait for ever on a client that does not read. */
  async stop(): Promise<void> {
    await this.#server?.shutdown();
  }

  /** Cuts everybody off. */
  cut(): void {
    this.#cut.abort();
  }
}
