import { toCortexError } from "../../contract/mod.ts";
import { logger } from "../../log/mod.ts";
import type { HttpApp } from "./app.ts";
import { errorReply } from "./reply.ts";

/** An HTTP application on a Unix socket. */
export class HttpServer {
  readonly #served = Promise.withResolvers<HttpApp>();
  #app: HttpApp | undefined;
  readonly #servers: Deno.HttpServer[] = [];
  #leaving = false;

  /**
   * Binds a path and takes connections from now on; requests wait until they are served. May be called again when the
   * name was lost: who came in by it is served on.
   */
  listen(path: string): void {
    this.#servers.push(Deno.serve(
      {
        path,
        onListen: () => {},
        onError: (error) => {
          logger("ipc").error("Cannot send a reply: {error}", { error });
          return errorReply(toCortexError(error), "");
        },
      },
      (request) =>
        this.#app === undefined || this.#leaving ? this.#answerLater(request) : this.#app.fetch(request),
    ));
  }

  /** Answers what waits and what comes from now on. */
  serve(app: HttpApp): void {
    this.#app = app;
    this.#served.resolve(app);
  }

  /** Closes each connection with its next reply. */
  sendAway(): void {
    this.#leaving = true;
  }

  /** Accepts nobody more, answers what was asked; may wait for ever on a client that does not read. */
  async stop(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.shutdown()));
  }

  /**
   * Nothing: once a server of Deno's is shutting down, its connections are out of reach (its signal fails with
   * BadResource then). A client that does not read is gone with the process, which does not wait for it.
   */
  cut(): void {}

  async #answerLater(request: Request): Promise<Response> {
    const app = await this.#served.promise;
    const response = await app.fetch(request);
    if (this.#leaving) response.headers.set("connection", "close");
    return response;
  }
}
