import type { CortexError } from "../contract/wire.ts";

/** What a feed carries: each item has a number that rises. */
export interface Numbered {
  readonly seq: number;
}

/** Items by their numbers, as far as they are kept. */
export interface Kept<T extends Numbered> {
  /** Items with a number above this one, the oldest first. */
  after(seq: number, limit: number): readonly T[];
}

/** Whoever follows a feed. None of its methods may throw. */
export interface Subscriber<T extends Numbered> {
  /** Takes an item that is wanted. */
  take(item: T): void;
  /** Shows that the stream lives while nothing happens. */
  beat(): void;
  /** There is nothing more, and why. */
  end(reason: CortexError): void;
}

/** One subscriber on its way through a feed. */
export interface Following {
  /** Number of the last item that was seen, whether or not it is wanted: where the feed is gone on from. */
  readonly cursor: number;
  /** Whether it has all that is kept, so that items come by themselves. */
  readonly live: boolean;
  /** Takes the next items out of what is kept, while it is not live. */
  catchUp(): void;
  /** Leaves. */
  close(): void;
}

/** Items read at once: little enough to be sent before the next ones are read. */
const CHUNK = 50;

/** Follows a feed from a cursor: first out of what is kept, then, from the moment it has all, live. */
export class Follower<T extends Numbered> implements Following {
  readonly subscriber: Subscriber<T>;
  readonly #kept: Kept<T>;
  readonly #wanted: (item: T) => boolean;
  readonly #leave: (follower: Follower<T>) => void;
  #cursor: number;
  #live: boolean;

  constructor(
    subscriber: Subscriber<T>,
    wanted: (item: T) => boolean,
    from: { readonly cursor: number; readonly live: boolean },
    kept: Kept<T>,
    leave: (follower: Follower<T>) => void,
  ) {
    this.subscriber = subscriber;
    this.#wanted = wanted;
    this.#cursor = from.cursor;
    this.#live = from.live;
    this.#kept = kept;
    this.#leave = leave;
  }

  get cursor(): number {
    return this.#cursor;
  }

  get live(): boolean {
    return this.#live;
  }

  catchUp(): void {
    if (this.#live) return;
    const items = this.#kept.after(this.#cursor, CHUNK);
    for (const item of items) this.#see(item);
    // Nothing is added between the read and this line: what comes next comes live.
    this.#live = items.length < CHUNK;
  }

  /** An item has been published. One that is not live yet finds it in what is kept. */
  offer(item: T): void {
    if (this.#live) this.#see(item);
  }

  close(): void {
    this.#leave(this);
  }

  #see(item: T): void {
    if (item.seq <= this.#cursor) return;
    this.#cursor = item.seq;
    if (this.#wanted(item)) this.subscriber.take(item);
  }
}
