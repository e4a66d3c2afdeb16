import type { EventFilter, OutputOf, ParsedInputOf } from "../contract/mod.ts";
import { Feed, type FeedOptions } from "../core/feed.ts";
import type { Following, Subscriber } from "../core/follower.ts";
import { logger } from "../log/mod.ts";
import { type EventRepository, type EventRow, type NewEvent, tryWrite } from "../store/mod.ts";
import { fits } from "./filter.ts";
import { listEvents } from "./list.ts";

/** What the log is made of. */
export interface EventLogOptions extends FeedOptions {
  readonly events: EventRepository;
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
   * A cursor beyond the end is of another database: what follows is all of this run then. Throws BUSY, and
   * SHUTTING_DOWN once the log has ended.
   */
  follow(filter: EventFilter, after: number | undefined, subscriber: Subscriber<EventRow>): Following;
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
export function createEventLog({ events, ...options }: EventLogOptions): EventLog {
  const log = logger("events");
  const feed = new Feed<EventRow>(events, events.last(), options);
  let waiting: readonly NewEvent[] = [];
  let lost = 0;

  /** In the order of their numbers, also where one event is the cause of another that is published first. */
  const publish = (event: EventRow) => {
    while (event.seq > feed.last + 1) {
      const missed = events.after(feed.last, MISSED);
      if (missed.length === 0) break;
      for (const one of missed) if (one.seq > feed.last) feed.tell(one);
    }
    if (event.seq > feed.last) feed.tell(event);
  };

  const flush = () => {
    if (waiting.length === 0) return;
    let rows: readonly EventRow[] = [];
    if (!tryWrite(() => rows = events.append(waiting))) return;
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
    follow: (filter, after, subscriber) => feed.follow(fits(filter), after, subscriber),
    get subscribers() {
      return feed.subscribers;
    },
    [Symbol.dispose]: () => feed.end(),
  };
}
