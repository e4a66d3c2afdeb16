import { type Alert, CortexError, type OutputOf, type ParsedInputOf, type Silence } from "../contract/mod.ts";
import { badCursor } from "../core/cursor.ts";
import { type NewEvent, type Store, tryWrite } from "../store/mod.ts";
import { isOpen, type Moment } from "./episode.ts";
import { begin, covers, endedEvent, resume, startedEvent, type Timed } from "./silence.ts";

/** What the silences are made of. */
export interface SilencesOptions {
  readonly store: Store;
  now(): Moment;
  /** Writes events and what belongs to them, all or nothing. Throws STORE_FAILED. */
  write(events: readonly NewEvent[], more: () => void): void;
}

/** The silences in force: kept, and ended when their time is over. */
export interface Silences {
  /** Throws INVALID_PARAMS and STORE_FAILED. */
  add(input: ParsedInputOf<"alerts.silence">): Silence;
  /** Throws NOT_FOUND and STORE_FAILED. */
  end(input: ParsedInputOf<"alerts.unsilence">): Silence;
  /** Ends those whose time is over; where that cannot be written they last until it can. */
  expire(): void;
  list(query: ParsedInputOf<"alerts.silences">): OutputOf<"alerts.silences">;
  /** The silence that covers an alert; of several the one that ends last. */
  covering(alert: Alert): Silence | undefined;
  /** The alert with what covers it, if it is open; the same object where nothing does. */
  mark(alert: Alert): Alert;
  /** A page of alerts, marked: the same object again as long as nothing has changed. */
  markAll(page: OutputOf<"alerts.list">): OutputOf<"alerts.list">;
}

/** Silences at most: each alert is compared with all of them. */
const MOST = 500;

/** Goes on with the silences that a store has kept. */
export function createSilences({ store, now, write }: SilencesOptions): Silences {
  const start = now();
  let silences: readonly Timed[] = store.silences.all().map((silence) => resume(silence, start));
  let marked = new WeakMap<OutputOf<"alerts.list">, OutputOf<"alerts.list">>();

  const replace = (next: readonly Timed[]) => {
    silences = next;
    marked = new WeakMap();
  };
  const covering = (alert: Alert) =>
    silences.filter(({ silence }) => covers(silence, alert))
      .reduce<Timed | undefined>(
        (last, one) => one.ends_ms > (last?.ends_ms ?? -Infinity) ? one : last,
        undefined,
      )
      ?.silence;
  const mark = (alert: Alert): Alert => {
    const silence = isOpen(alert) ? covering(alert) : undefined;
    if (silence === undefined) return alert;
    const { id, until, reason } = silence;
    return { ...alert, silenced: { id, until, reason } };
  };

  return {
    add: (input) => {
      if (silences.length >= MOST) {
        const problem = `there are ${MOST} already; end one`;
        throw new CortexError("INVALID_PARAMS", `Cannot silence alerts: ${problem}`, {
          details: { problem },
        });
      }
      const moment = now();
      const added = begin(input, moment, crypto.randomUUID());
      write([startedEvent(added.silence, moment)], () => store.silences.add(added.silence));
      replace([...silences, added]);
      return added.silence;
    },
    end: ({ id, by }) => {
      const ended = silences.find(({ silence }) => silence.id === id)?.silence;
      if (ended === undefined) {
        throw new CortexError(
          "NOT_FOUND",
          `Cannot find the silence "${id}": there is none; it may have ended`,
        );
      }
      write([endedEvent(ended, { cause: "removed", by }, now())], () => store.silences.remove([id]));
      replace(silences.filter(({ silence }) => silence !== ended));
      return ended;
    },
    expire: () => {
      const moment = now();
      const over = silences.filter(({ ends_ms }) => ends_ms <= moment.now_ms);
      if (over.length === 0) return;
      const events = over.map(({ silence }) => endedEvent(silence, { cause: "expired" }, moment));
      const remove = () => store.silences.remove(over.map(({ silence }) => silence.id));
      if (!tryWrite(() => write(events, remove))) return;
      replace(silences.filter((one) => !over.includes(one)));
    },
    list: ({ limit, cursor }) => {
      const newest = silences.map(({ silence }) => silence).reverse();
      const before = newest.findIndex(({ id }) => id === cursor);
      if (cursor !== undefined && before < 0) {
        throw badCursor(cursor, "next_cursor of a page whose last silence has not ended");
      }
      const from = before + 1;
      const items = newest.slice(from, from + limit);
      return { items, next_cursor: from + limit < newest.length ? items.at(-1)?.id ?? null : null };
    },
    covering,
    mark,
    markAll: (page) => {
      if (silences.length === 0) return page;
      const known = marked.get(page);
      if (known !== undefined) return known;
      const made = { ...page, items: page.items.map(mark) };
      marked.set(page, made);
      return made;
    },
  };
}
