import { CortexError, type EventFilter, type OutputOf, type ParsedInputOf } from "../contract/mod.ts";
import { logger } from "../log/mod.ts";
import type { EventRepository, EventRow, NewEvent } from "../store/mod.ts";
import { fits } from "./filter.ts";
import { Follower, type Following, type Subscriber } from "./following.ts";
import { listEvents } from "./list.ts";

/** What the log is made of. */
export interface EventLogOptions {
  readonly events: EventRepository;
  /** Pause between two signs of life, milliseconds. @default {15000} */
  readonly heartbeat_ms?: number;
  /** @default {2000} */
  readonly max_subscribers?: number;
}

/** The log of events: kept first, then told to those who follow it. */
export interface EventLog extends Disposable {
  /** Keeps an event and publishes it. One that cannot be kept now waits for the next call or flush. */
  append(event: NewEvent): void;
  /** Keeps and publishes what waits, if the store takes it by now. */
  flush(): void;
  /** Publishes an event that somebody else has kept. */
  publish(event: EventRow): void;
  list(query: ParsedInputOf<"events.list">): OutputOf<"events.list">;
  /**
   * Follows the log: what is kept after the cursor, then what happens; only what happens where there is no cursor.
   * A cursor beyond the end counts as the end. Throws BUSY, and SHUTTING_DOWN once the log has ended.
   */
  follow(filter: EventFilter, after: number | undefined, subscriber: Subscriber): Following;
  /** How many follow it. */
  readonly subscribers: number;
  /** Ends every stream. */
  [Symbol.dispose](): void;
}

/** Events that wait while nothing can be written; beyond that the oldest are lost. */
const MAX_WAITING = 1000;

/** Events of others that are read again at once when they came out of order. */
const MISSED = 500;

/** A log over the events of a store. */
export function createEventLog(options: EventLogOptions): EventLog {
  const { events, heartbeat_ms = 15_000, max_subscribers = 2000 } = options;
  const log = logger("events");
  const followers = new Set<Follower>();
  let published = events.last();
  let waiting: readonly NewEvent[] = [];
  let lost = 0;
  let ended = false;
  let beating: ReturnType<typeof setInterval> | undefined;

  const leave = (follower: Follower) => {
    followers.delete(follower);
    if (followers.size > 0) return;
    clearInterval(beating);
    beating = undefined;
  };
  const beat = () => {
    for (const { subscriber } of followers) subscriber.beat();
  };
  const tell = (event: EventRow) => {
    published = event.seq;
    for (const follower of followers) follower.offer(event);
  };
  /** In the order of their numbers, also where one event is the cause of another that is published first. */
  const publish = (event: EventRow) => {
    while (event.seq > published + 1) {
      const missed = events.after(published, MISSED);
      if (missed.length === 0) break;
      for (const one of missed) if (one.seq > published) tell(one);
    }
    if (event.seq > published) tell(event);
  };

  /** That the store cannot be written it says itself. */
  const flush = () => {
    if (waiting.length === 0) return;
    let rows: readonly EventRow[];
    try {
      rows = events.append(waiting);
    } catch (error) {
      if (!(error instanceof CortexError && error.code === "STORE_FAILED")) throw error;
      return;
    }
    waiting = [];
    if (lost > 0) log.error("Lost {lost} events: nothing could be written for too long", { lost });
    lost = 0;
    rows.forEach(publish);
  };

  return {
    append: (event) => {
      const all = [...waiting, event];
      waiting = all.slice(-MAX_WAITING);
      lost += all.length - waiting.length;
      flush();
    },
    flush,
    publish: (event) => {
      publish(event);
      // Somebody could keep it, so what waits can be kept too.
      flush();
    },
    list: (query) => listEvents(events, query),
    follow: (filter, after, subscriber) => {
      if (ended) throw stopping();
      if (followers.size >= max_subscribers) {
        throw new CortexError("BUSY", `Cannot open the stream: ${max_subscribers} are open; try again`, {
          retry_after_seconds: 1,
        });
      }
      const cursor = Math.min(after ?? published, published);
      const from = { cursor, live: cursor === published };
      const follower = new Follower(subscriber, fits(filter), from, events, leave);
      followers.add(follower);
      beating ??= setInterval(beat, heartbeat_ms);
      return follower;
    },
    get subscribers() {
      return followers.size;
    },
    [Symbol.dispose]: () => {
      ended = true;
      for (const follower of followers) {
        leave(follower);
        follower.subscriber.end(stopping());
      }
    },
  };
}

function stopping(): CortexError {
  return new CortexError("SHUTTING_DOWN", "Cannot go on with the stream: the daemon is stopping", {
    retry_after_seconds: 1,
  });
}
