import { CortexError } from "../contract/wire.ts";
import { Follower, type Following, type Kept, type Numbered, type Subscriber } from "./follower.ts";

/** How a feed treats those who follow it. */
export interface FeedOptions {
  /** Pause between two signs of life, milliseconds. @default {15000} */
  readonly heartbeat_ms?: number;
  /** @default {2000} */
  readonly max_subscribers?: number;
}

/** Numbered items, told to those who follow: each item once, in the order of its number, as long as it is kept. */
export class Feed<T extends Numbered> {
  readonly #kept: Kept<T>;
  readonly #heartbeat_ms: number;
  readonly #max_subscribers: number;
  readonly #followers = new Set<Follower<T>>();
  /** Number of the newest item from before this run. */
  readonly #first: number;
  #last: number;
  #ended = false;
  #beating: ReturnType<typeof setInterval> | undefined;

  /** @param last Number of the newest item there is. */
  constructor(
    kept: Kept<T>,
    last: number,
    { heartbeat_ms = 15_000, max_subscribers = 2000 }: FeedOptions = {},
  ) {
    this.#kept = kept;
    this.#first = last;
    this.#last = last;
    this.#heartbeat_ms = heartbeat_ms;
    this.#max_subscribers = max_subscribers;
  }

  /** Number of the item told last. */
  get last(): number {
    return this.#last;
  }

  /** How many follow it. */
  get subscribers(): number {
    return this.#followers.size;
  }

  /** Tells an item whose number is above {@link last}. Throws what a subscriber threw once all others have it. */
  tell(item: T): void {
    this.#last = item.seq;
    const faults: unknown[] = [];
    for (const follower of this.#followers) {
      try {
        follower.offer(item);
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw faults[0];
  }

  /**
   * Follows it: what is kept after the cursor, then what is told; only that where there is no cursor. A cursor beyond
   * the end is of other items, which are gone: of these here all of this run are news. Throws BUSY, and SHUTTING_DOWN
   * once the feed has ended.
   */
  follow(wanted: (item: T) => boolean, after: number | undefined, subscriber: Subscriber<T>): Following {
    if (this.#ended) throw stopping();
    if (this.#followers.size >= this.#max_subscribers) {
      throw new CortexError("BUSY", `Cannot open the stream: ${this.#max_subscribers} are open; try again`, {
        retry_after_seconds: 1,
      });
    }
    const cursor = after === undefined ? this.#last : after > this.#last ? this.#first : after;
    const from = { cursor, live: cursor === this.#last };
    const follower = new Follower(subscriber, wanted, from, this.#kept, (one) => this.#leave(one));
    this.#followers.add(follower);
    this.#beating ??= setInterval(() => {
      for (const one of this.#followers) one.subscriber.beat();
    }, this.#heartbeat_ms);
    return follower;
  }

  /** Ends every stream; no further one is opened. */
  end(): void {
    this.#ended = true;
    for (const follower of this.#followers) {
      this.#leave(follower);
      follower.subscriber.end(stopping());
    }
  }

  #leave(follower: Follower<T>): void {
    this.#followers.delete(follower);
    if (this.#followers.size > 0) return;
    clearInterval(this.#beating);
    this.#beating = undefined;
  }
}

function stopping(): CortexError {
  return new CortexError("SHUTTING_DOWN", "Cannot go on with the stream: the daemon is stopping", {
    retry_after_seconds: 1,
  });
}
