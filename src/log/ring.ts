import type { LogRecord } from "@logtape/logtape";
import type { LogFilter } from "../contract/mod.ts";
import type { InputOf, LogEntry, LogLevel, OutputOf } from "../contract/wire.ts";
import { Feed, type FeedOptions } from "../core/feed.ts";
import type { Following, Subscriber } from "../core/follower.ts";
import { entryOf } from "./entry.ts";

/** How much is kept: little enough for one answer. */
const MOST_ENTRIES = 1000;
const MOST_BYTES = 200_000;

/** Numbers for each millisecond: more than there can be records. */
const NUMBERS_A_MS = 100;

const RANKS: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warning: 2, error: 3, fatal: 4 };

const encoder = new TextEncoder();

/**
 * The last records of the log, and those who follow it. Numbers begin with the clock, so that they rise over restarts.
 */
export class LogRing {
  readonly #entries: { readonly entry: LogEntry; readonly bytes: number }[] = [];
  readonly #untold: LogEntry[] = [];
  readonly #feed: Feed<LogEntry>;
  #bytes = 0;
  #last: number;
  #telling = false;

  constructor(now_ms: number, options: FeedOptions = {}) {
    this.#last = now_ms * NUMBERS_A_MS;
    this.#feed = new Feed<LogEntry>(this, this.#last, options);
  }

  /** Takes a record. One that telling another one has caused is told after that, to everybody in the same order. */
  keep(record: LogRecord): void {
    const entry = entryOf(record, ++this.#last);
    const bytes = encoder.encode(JSON.stringify(entry)).byteLength;
    this.#entries.push({ entry, bytes });
    this.#bytes += bytes;
    while (this.#entries.length > MOST_ENTRIES || this.#bytes > MOST_BYTES) {
      this.#bytes -= this.#entries.shift()?.bytes ?? 0;
    }
    this.#untold.push(entry);
    if (this.#telling) return;
    this.#telling = true;
    try {
      for (let next = this.#untold.shift(); next !== undefined; next = this.#untold.shift()) {
        this.#feed.tell(next);
      }
    } finally {
      this.#telling = false;
    }
  }

  /** Entries with a number above this one, the oldest first. */
  after(seq: number, limit: number): LogEntry[] {
    const first = this.#entries.findIndex(({ entry }) => entry.seq > seq);
    return first === -1 ? [] : this.#entries.slice(first, first + limit).map(({ entry }) => entry);
  }

  /** The newest that fit, the oldest first. */
  list({ limit = MOST_ENTRIES, ...filter }: InputOf<"logs.list">): OutputOf<"logs.list"> {
    return { items: this.after(0, MOST_ENTRIES).filter(fits(filter)).slice(-limit) };
  }

  /** Follows the log as {@link Feed.follow} says. */
  follow(filter: LogFilter, after: number | undefined, subscriber: Subscriber<LogEntry>): Following {
    return this.#feed.follow(fits(filter), after, subscriber);
  }

  /** Ends every stream. */
  end(): void {
    this.#feed.end();
  }
}

/** What `configureLogging` sends its records to. */
export const logRing: LogRing = new LogRing(Date.now());

function fits({ level, components }: LogFilter): (entry: LogEntry) => boolean {
  const least = level === undefined ? 0 : RANKS[level];
  return (entry) =>
    RANKS[entry.level] >= least &&
    (components === undefined || components.some((one) => one === entry.component));
}
