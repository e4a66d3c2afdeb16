import { toCortexError } from "../../contract/mod.ts";
import { logger } from "../../log/mod.ts";
import type { HttpApp } from "./app.ts";
import { errorReply } from "./reply.ts";

/** An HTTP application on a Unix socket. */
export class HttpServer {
  readonly #app: HttpApp;
  #server: Deno.HttpServer | undefined;
  #leaving = false;

  constructor(app: HttpApp) {
    this.#app = app;
  }

  /** Binds a path and serves it from now on. */
  listen(path: string): void {
    this.#server = Deno.serve({
      path,
      onListen: () => {},
      onError: (error) => {
        logger("ipc").error("Cannot send a reply: {error}", { error });
        return errorReply(toCortexError(error), "");
      },
    }, (request) => this.#leaving ? this.#answerLast(request) : this.#app.fetch(request));
  }

  /** Closes each connection with its next reply. */
  sendAway(): void {
    this.#leaving = true;
  }

  /** Accepts nobody more, answers what was asked; may wait for ever on a client that does not read. */
  async stop(): Promise<void> {
    await this.#server?.shutdown();
  }

  /**
   * Nothing: once a server of Deno's is shutting down, its connections are out of reach (its signal fails with
   * BadResource then). A client that does not read is gone with the process, which does not wait for it.
   */
  cut(): void {}

  async #answerLast(request: Request): Promise<Response> {
    const response = await this.#app.fetch(request);
    response.headers.set("connection", "close");
    return response;
  }
}
