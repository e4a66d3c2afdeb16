import type { LogRecord } from "@logtape/logtape";
import type { Clock } from "../core/clock.ts";
import { componentOf, messageOf } from "./text.ts";

/** Of equal lines there is one in this time, milliseconds. */
export const WINDOW_MS = 1000;

/** Different lines watched at once; what is beyond them is told apart by level and component only. */
export const MOST_WATCHED = 256;

interface Window {
  readonly begun_ms: number;
  /** Lines held back since, and the last of them. */
  count: number;
  held: LogRecord | undefined;
}

/**
 * Lets one of equal lines through a second: the first at once, those that follow as one line a second with their
 * number in the fact `repeated`. Lines are equal when level, component, message and facts are; a request's own number
 * does not count. Nothing happens by itself: somebody has to call {@link tick}.
 */
export class LineThrottle {
  /** In the order in which they began. */
  readonly #windows = new Map<string, Window>();
  readonly #next: (record: LogRecord) => void;
  readonly #clock: Pick<Clock, "steady">;

  constructor(next: (record: LogRecord) => void, clock: Pick<Clock, "steady">) {
    this.#next = next;
    this.#clock = clock;
  }

  /** Takes a line: hands it on, or holds it back. */
  take(record: LogRecord): void {
    const now_ms = this.#clock.steady();
    const key = this.#keyOf(record);
    const window = this.#windows.get(key);
    if (window === undefined) {
      this.#begin(key, now_ms);
      this.#next(record);
      return;
    }
    window.held = record;
    window.count++;
    if (now_ms - window.begun_ms < WINDOW_MS) return;
    this.#windows.delete(key);
    this.#begin(key, now_ms);
    this.#next(counted(record, window.count));
  }

  /** Hands on what was held back for its time. Returns whether something is still watched. */
  tick(): boolean {
    const now_ms = this.#clock.steady();
    for (const [key, { begun_ms, held, count }] of this.#windows) {
      if (now_ms - begun_ms < WINDOW_MS) break;
      this.#windows.delete(key);
      if (held === undefined) continue;
      this.#begin(key, now_ms);
      this.#next(counted(held, count));
    }
    return this.#windows.size > 0;
  }

  /** Hands on all that is held back, at once. */
  flush(): void {
    for (const [key, { held, count }] of this.#windows) {
      this.#windows.delete(key);
      if (held !== undefined) this.#next(counted(held, count));
    }
  }

  #begin(key: string, now_ms: number): void {
    this.#windows.set(key, { begun_ms: now_ms, count: 0, held: undefined });
  }

  #keyOf(record: LogRecord): string {
    const key = lineKey(record);
    if (this.#windows.size < MOST_WATCHED || this.#windows.has(key)) return key;
    return `${record.level} ${componentOf(record)}`;
  }
}

function lineKey(record: LogRecord): string {
  const { request_id: _, ...facts } = record.properties;
  const text = JSON.stringify(facts, (_name, value) => value instanceof Error ? value.message : value);
  return `${record.level} ${componentOf(record)} ${messageOf(record)} ${text}`;
}

function counted(record: LogRecord, count: number): LogRecord {
  return count === 1 ? record : { ...record, properties: { ...record.properties, repeated: count } };
}
