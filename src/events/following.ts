import type { CortexError } from "../contract/mod.ts";
import type { EventRepository, EventRow } from "../store/mod.ts";

/** Whoever follows the log. None of its methods may throw. */
export interface Subscriber {
  /** Takes an event that fits. */
  take(event: EventRow): void;
  /** Shows that the stream lives while nothing happens. */
  beat(): void;
  /** There is nothing more, and why. */
  end(reason: CortexError): void;
}

/** One subscriber on its way through the log. */
export interface Following {
  /** Number of the last event that was seen, whether or not it fits: where the log is gone on from. */
  readonly cursor: number;
  /** Whether it has all that is kept, so that events come by themselves. */
  readonly live: boolean;
  /** Takes the next events out of the store, while it is not live. */
  catchUp(): void;
  /** Leaves. */
  close(): void;
}

/** Events read out of the store at once: little enough to be sent before the next ones are read. */
const CHUNK = 50;

/** Follows the log from a cursor: first out of the store, then, from the moment it has all, live. */
export class Follower implements Following {
  readonly subscriber: Subscriber;
  readonly #events: EventRepository;
  readonly #wanted: (event: EventRow) => boolean;
  readonly #leave: (follower: Follower) => void;
  #cursor: number;
  #live: boolean;

  constructor(
    subscriber: Subscriber,
    wanted: (event: EventRow) => boolean,
    from: { readonly cursor: number; readonly live: boolean },
    events: EventRepository,
    leave: (follower: Follower) => void,
  ) {
    this.subscriber = subscriber;
    this.#wanted = wanted;
    this.#cursor = from.cursor;
    this.#live = from.live;
    this.#events = events;
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
    const events = this.#events.after(this.#cursor, CHUNK);
    for (const event of events) this.#see(event);
    // Nothing is written between the read and this line: what comes next comes live.
    this.#live = events.length < CHUNK;
  }

  /** An event has been published. One that is not live yet finds it in the store. */
  offer(event: EventRow): void {
    if (this.#live) this.#see(event);
  }

  close(): void {
    this.#leave(this);
  }

  #see(event: EventRow): void {
    if (event.seq <= this.#cursor) return;
    this.#cursor = event.seq;
    if (this.#wanted(event)) this.subscriber.take(event);
  }
}
