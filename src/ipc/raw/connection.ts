import type { Config } from "../../config/mod.ts";
import { CortexError } from "../../contract/mod.ts";
import type { Clock } from "../../core/clock.ts";
import type { CoarseTimer, Expiring } from "../../core/coarse_timer.ts";
import type { RequestIds } from "../request_ids.ts";
import type { StreamSources } from "../streams/open.ts";
import { closeQuietly, type Conn, linger, writeAll } from "./conn.ts";
import { type Frame, Framer, type Received } from "./framer.ts";
import { RateLimit, requestsIn } from "./rate_limit.ts";
import { RawCall } from "./raw_call.ts";
import { saysJsonRpc, type Speaker, type Spoken } from "./speaker.ts";
import { Subscriptions } from "./subscriptions.ts";
import type { UnreadReplies } from "./unread_replies.ts";

/** What all connections of the raw socket share. */
export interface RawShared {
  readonly speaker: Speaker;
  readonly clock: Clock;
  readonly timer: CoarseTimer;
  readonly request_ids: RequestIds;
  readonly unread: UnreadReplies;
  readonly sources: StreamSources;
  config(): Config["ipc"];
}

/** How long a complete JSON-RPC request may wait for the newline that makes it one: clients write both at once. */
const NEWLINE_MS = 50;

/** How long a client that was refused may still send. */
const LINGER_MS = 1000;

const NOTHING = new Uint8Array(0);

/** One client of the raw socket: reads a request, answers it, and so on as long as its form stays open. */
export class Connection implements Expiring {
  readonly #conn: Conn;
  readonly #shared: RawShared;
  readonly #framer: Framer;
  readonly #subscriptions: Subscriptions;
  /** Fulfils when all that was sent is written. */
  #written = Promise.resolve();
  #rate: RateLimit | undefined;
  #state: "reading" | "answering" | "writing" | "ending" = "reading";
  /** When the client is cut off; Infinity while nothing is asked of it. */
  expires_ms: number;
  /** The call that runs. */
  #call: RawCall | undefined;
  /** Whether the client has used a form that stays open. */
  #stays = false;
  #leaving = false;
  /** Whether its request was not complete in time, and it was told so. */
  #expired = false;
  /** A read that nobody waits for any more, so that its buffer is not free. */
  #abandoned = false;

  constructor(conn: Conn, shared: RawShared) {
    this.#conn = conn;
    this.#shared = shared;
    this.#framer = new Framer(shared.config);
    this.#subscriptions = new Subscriptions({
      ...shared,
      timeout_ms: () => shared.config().raw_request_timeout_ms,
      send: (bytes) => this.#send(bytes),
      close: () => this.close(),
    });
    this.expires_ms = this.#inTime();
    shared.timer.watch(this);
  }

  /** Serves the client to the end. Never rejects. */
  async run(): Promise<void> {
    try {
      for (;;) {
        const frame = this.#framer.next();
        if (frame === undefined) {
          this.#awaitMore();
          const count = await this.#conn.read(this.#framer.space());
          // What came too late was refused already: one request has one answer.
          if (this.#expired) return await this.#written;
          if (count === null) return await this.#end();
          this.#took(count);
        } else if (!await this.#serve(frame)) {
          return;
        }
      }
    } catch {
      // The client is gone, or was cut off.
    } finally {
      this.close();
      if (!this.#abandoned) this.#framer.release();
    }
  }

  /** Cuts the client off; one that has not sent its request in time is told why. */
  expire(): void {
    if (this.#state !== "reading") return this.close();
    const ms = this.#shared.config().raw_request_timeout_ms;
    const error = new CortexError("TIMEOUT", `Cannot read the request: it was not complete after ${ms} ms`);
    const { bytes = NOTHING } = this.#refuse(error);
    this.#expired = true;
    this.#state = "ending";
    this.expires_ms = this.#shared.clock.steady() + LINGER_MS;
    this.#shared.timer.watch(this);
    this.#send(bytes).catch(() => {}).finally(() => this.close());
  }

  /** Ends with the next reply. */
  sendAway(): void {
    this.#leaving = true;
  }

  /** Ends after the request that has begun, at once where none has. */
  stop(): void {
    this.#leaving = true;
    if (this.#state === "reading" && !this.#framer.begun) this.close();
  }

  close(): void {
    this.#shared.timer.forget(this);
    this.#call?.leave();
    this.#subscriptions.close();
    closeQuietly(this.#conn);
  }

  /** An open connection may rest; a request that has begun has its time, from connecting or from its first byte. */
  #awaitMore(): void {
    this.#state = "reading";
    if (this.#stays) this.expires_ms = this.#framer.begun ? this.#inTime() : Infinity;
  }

  #took(count: number): void {
    if (this.expires_ms === Infinity) this.expires_ms = this.#inTime();
    this.#framer.filled(count);
  }

  /** The client has ended its side. */
  async #end(): Promise<void> {
    if (!this.#framer.begun) return;
    const error = new CortexError("PARSE_ERROR", "Cannot read the request: it ended before it was complete");
    await this.#write(this.#refuse(error).bytes ?? NOTHING);
  }

  /** Answers what has been read. Whether the connection stays open. */
  async #serve(frame: Frame): Promise<boolean> {
    this.#state = "answering";
    this.expires_ms = Infinity;
    if (this.#shared.unread.full) await this.#shared.unread.room();
    const answer = this.#answer(frame);
    const { bytes, stay } = answer instanceof Promise ? await answer : answer;
    this.#call = undefined;
    this.#stays = stay;
    if (bytes !== undefined) await this.#write(bytes);
    this.#subscriptions.begin();
    if (!stay && "error" in frame) await this.#linger();
    return stay && !this.#leaving;
  }

  #answer(frame: Frame): Spoken | Promise<Spoken> {
    if ("error" in frame) return this.#refuse(frame.error);
    const { value, end } = frame;
    try {
      const { rate_limit_per_second: limit } = this.#shared.config();
      if (limit > 0) {
        (this.#rate ??= new RateLimit()).take(
          limit,
          requestsIn(value),
          this.#shared.clock.steady(),
        );
      }
    } catch (error) {
      if (error instanceof CortexError) {
        return this.#shared.speaker.refuse(error, value, end, this.#nextCall());
      }
      throw error;
    }
    if (end === "nothing" && saysJsonRpc(value)) return this.#answerOnceKnown(frame);
    return this.#shared.speaker.speak(frame, this.#stays, this.#nextCall);
  }

  /** Whether a request is a line decides its form, and its newline may be on the way. */
  async #answerOnceKnown(request: Received): Promise<Spoken> {
    const ms = this.#stays ? this.#shared.config().raw_request_timeout_ms : NEWLINE_MS;
    const end = await this.#newlineWithin(ms) ? "newline" : "nothing";
    return await this.#shared.speaker.speak({ ...request, end }, this.#stays, this.#nextCall);
  }

  async #newlineWithin(ms: number): Promise<boolean> {
    const { promise: late, resolve } = Promise.withResolvers<"late">();
    const timer = setTimeout(() => resolve("late"), ms);
    try {
      for (;;) {
        const read = this.#conn.read(this.#framer.space());
        const count = await Promise.race([read, late]);
        if (count === "late") {
          this.#abandoned = true;
          read.catch(() => {});
          return false;
        }
        if (count === null) return false;
        this.#framer.filled(count);
        const end = this.#framer.end();
        if (end !== "nothing") return end === "newline";
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** What was no request: a connection that stays open goes on with the next line, if that can be found. */
  #refuse(error: CortexError): Spoken {
    const end = this.#stays ? "newline" : "nothing";
    const { bytes } = this.#shared.speaker.refuse(error, undefined, end, this.#nextCall());
    return { bytes, stay: this.#stays && error.code === "PARSE_ERROR" };
  }

  /** Bytes are written within the time that requests have. */
  async #write(bytes: Uint8Array): Promise<void> {
    this.#state = "writing";
    this.expires_ms = this.#inTime();
    const written = this.#shared.unread.hold(bytes.length, () => this.close());
    try {
      await this.#send(bytes);
    } finally {
      written();
    }
  }

  /** Replies and streams are written one after the other, each as a whole. */
  #send(bytes: Uint8Array): Promise<void> {
    return this.#written = this.#written.then(() => writeAll(this.#conn, bytes));
  }

  async #linger(): Promise<void> {
    this.#state = "ending";
    this.expires_ms = this.#shared.clock.steady() + LINGER_MS;
    await linger(this.#conn);
  }

  #inTime(): number {
    return this.#shared.clock.steady() + this.#shared.config().raw_request_timeout_ms;
  }

  readonly #nextCall = (): RawCall =>
    this.#call = new RawCall(this.#shared.request_ids.next(), this.#subscriptions);
}
