import { CortexError } from "../../contract/mod.ts";
import type { Expiring } from "../../core/coarse_timer.ts";
import { sleep } from "../../core/sleep.ts";
import { logger } from "../../log/mod.ts";
import { closeQuietly, type Conn, linger, writeAll } from "./conn.ts";
import { Connection, type RawShared } from "./connection.ts";

/** How long a connection over the limit may take to read why it is refused. */
const REFUSAL_MS = 250;

/** How many of those are kept that long; others are closed as soon as they are told. */
const REFUSALS_KEPT = 64;

/** Pause after accept(2) failed: it does so at once and again while there are no descriptors left. */
const ACCEPT_PAUSE_MS = 50;

/** The raw socket: accepts connections, so many at a time. */
export class RawServer {
  readonly #log = logger("ipc");
  readonly #connections = new Set<Connection>();
  #listener: Deno.UnixListener | undefined;
  #shared: RawShared | undefined;
  #leaving = false;
  #refusals = 0;
  #idle: (() => void) | undefined;

  /** Open connections. */
  get connections(): number {
    return this.#connections.size;
  }

  /**
   * Binds a path; connections wait in the kernel's line until they are served. May be called again when the name was
   * lost: who came in by it is served on.
   */
  listen(path: string): void {
    this.#listener?.close();
    this.#listener = Deno.listen({ transport: "unix", path });
    void this.#acceptAll();
  }

  /** Serves what waits and what comes from now on. */
  serve(shared: RawShared): void {
    this.#shared = shared;
    void this.#acceptAll();
  }

  /** Closes each connection with its next reply. */
  sendAway(): void {
    this.#leaving = true;
    for (const connection of this.#connections) connection.sendAway();
  }

  /** Accepts nobody more, lets those that are being served end; resolves when all have. */
  async stop(): Promise<void> {
    this.#listener?.close();
    this.#listener = undefined;
    for (const connection of this.#connections) connection.stop();
    if (this.#connections.size === 0) return;
    await new Promise<void>((resolve) => this.#idle = resolve);
  }

  /** Cuts everybody off. */
  cut(): void {
    for (const connection of this.#connections) connection.close();
  }

  /** As soon as it listens and knows how to serve. */
  async #acceptAll(): Promise<void> {
    const [listener, shared] = [this.#listener, this.#shared];
    while (listener !== undefined && shared !== undefined && this.#listener === listener) {
      try {
        this.#serve(await listener.accept(), shared);
      } catch (error) {
        if (this.#listener !== listener) return;
        this.#log.warn("Cannot accept a connection: {error}", { error });
        await sleep(ACCEPT_PAUSE_MS);
      }
    }
  }

  #serve(conn: Conn, shared: RawShared): void {
    const { raw_max_connections: max } = shared.config();
    if (this.#connections.size >= max) return void this.#refuse(conn, max, shared);
    const connection = new Connection(conn, shared);
    this.#connections.add(connection);
    if (this.#leaving) connection.sendAway();
    void connection.run().then(() => {
      this.#connections.delete(connection);
      if (this.#connections.size === 0) this.#idle?.();
    });
  }

  /** Tells a client that there are too many, and gives it a moment to send what it wanted and read that. */
  async #refuse(conn: Conn, max: number, shared: RawShared): Promise<void> {
    const error = new CortexError("BUSY", `Cannot take the connection: ${max} are open; try again`);
    const { clock, timer, request_ids, speaker } = shared;
    const { bytes } = speaker.refuse(error, undefined, "nothing", { request_id: request_ids.next() });
    const patience: Expiring = {
      expires_ms: clock.steady() + REFUSAL_MS,
      expire: () => closeQuietly(conn),
    };
    timer.watch(patience);
    this.#refusals++;
    try {
      if (bytes !== undefined) await writeAll(conn, bytes);
      if (this.#refusals <= REFUSALS_KEPT) await linger(conn);
    } catch {
      // It did not wait for the answer.
    } finally {
      this.#refusals--;
      timer.forget(patience);
      closeQuietly(conn);
    }
  }
}
