import { CortexError, type SubscriptionName } from "../../contract/mod.ts";
import type { Clock } from "../../core/clock.ts";
import type { CoarseTimer, Expiring } from "../../core/coarse_timer.ts";
import { parseSubscription } from "../../operations/mod.ts";
import type { StreamFormat } from "../streams/format.ts";
import { openStream, type StreamSources } from "../streams/open.ts";
import type { OpenStream } from "../streams/stream.ts";
import { isMembers } from "./members.ts";

/** What the subscriptions of a connection need of it. */
export interface Link {
  readonly sources: StreamSources;
  readonly clock: Clock;
  readonly timer: CoarseTimer;
  /** Time a client has to take the last bytes of a stream that has ended, milliseconds. */
  timeout_ms(): number;
  /** Sends bytes as a whole, after those that were sent before; rejects when the client is gone. */
  send(bytes: Uint8Array): Promise<void>;
  close(): void;
}

/** What is answered to a subscriber. */
export interface Acknowledgement {
  /** Number of the subscription on its connection. */
  readonly subscription: number;
  /** Number of the item after which the stream begins; null where items have none. */
  readonly cursor: number | null;
}

/** How many streams one connection may have open. */
const MAX_STREAMS = 32;

/** The streams of one connection, which end with it. */
export class Subscriptions {
  readonly #link: Link;
  readonly #streams = new Map<number, Subscription>();
  #last_id = 0;

  constructor(link: Link) {
    this.#link = link;
  }

  /**
   * Opens a stream; nothing of it is sent before {@link begin}. Throws INVALID_PARAMS, BUSY, and what the stream
   * itself cannot be opened for.
   */
  open(name: SubscriptionName, input: unknown, formatOf: (id: number) => StreamFormat): Acknowledgement {
    if (this.#streams.size >= MAX_STREAMS) {
      throw new CortexError("BUSY", `Cannot open the stream: ${MAX_STREAMS} are open on this connection`);
    }
    const id = this.#last_id + 1;
    const stream = openStream(this.#link.sources, name, parseSubscription(name, input), formatOf(id));
    this.#last_id = id;
    this.#streams.set(id, new Subscription(stream, this.#link, () => this.#streams.delete(id)));
    return { subscription: id, cursor: stream.cursor };
  }

  /** Ends one stream, by parameters that name it. Throws INVALID_PARAMS and NOT_FOUND. */
  cancel(params: unknown): { readonly cancelled: true } {
    const id = isMembers(params) ? params.subscription : undefined;
    if (typeof id !== "number") {
      throw new CortexError(
        "INVALID_PARAMS",
        'Cannot do without the parameter "subscription": give a number',
        {
          details: { field: "subscription", problem: "it is missing", valid: "a number" },
        },
      );
    }
    const subscription = this.#streams.get(id);
    if (subscription === undefined) {
      throw new CortexError(
        "NOT_FOUND",
        `Cannot find the subscription "${id}": none is open on this connection`,
      );
    }
    subscription.cancel();
    return { cancelled: true };
  }

  /** Begins to send the streams that were opened: what was answered to their subscribers is on its way. */
  begin(): void {
    for (const subscription of this.#streams.values()) subscription.begin();
  }

  /** Ends all of them. */
  close(): void {
    for (const subscription of this.#streams.values()) subscription.cancel();
  }
}

/** One stream on its way to the client. Once it has ended, the client has a while to take what is left of it. */
class Subscription implements Expiring {
  expires_ms = Infinity;
  readonly #stream: OpenStream;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #link: Link;
  readonly #over: () => void;
  #begun = false;

  constructor(stream: OpenStream, link: Link, over: () => void) {
    this.#stream = stream;
    this.#reader = stream.body.getReader();
    this.#link = link;
    this.#over = over;
  }

  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    void this.#stream.ended.then(() => {
      this.expires_ms = this.#link.clock.steady() + this.#link.timeout_ms();
      this.#link.timer.watch(this);
    });
    void this.#send();
  }

  cancel(): void {
    this.#over();
    // It fails only where the stream has failed, which its reader is told.
    this.#reader.cancel().catch(() => {});
  }

  expire(): void {
    this.#link.close();
  }

  async #send(): Promise<void> {
    try {
      for (let part = await this.#reader.read(); !part.done; part = await this.#reader.read()) {
        await this.#link.send(part.value);
      }
    } catch {
      this.#link.close();
    } finally {
      this.#link.timer.forget(this);
      this.#over();
    }
  }
}
