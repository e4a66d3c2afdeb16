/** What is known of the alerts: in memory as of the last evaluation, in the store as soon as that can be written. */
import type { Alert } from "../contract/mod.ts";
import type { Config } from "../config/mod.ts";
import { type EventRow, type NewEvent, type Store, tryWrite } from "../store/mod.ts";
import { act, type Action, forget } from "./actions.ts";
import { advance } from "./advance.ts";
import { cleared } from "./announce.ts";
import type { Book } from "./book.ts";
import type { Gone, Moment, Sighting } from "./episode.ts";
import { type Change, createJournal, STATE_KEY } from "./journal.ts";
import { createListeners } from "./listeners.ts";
import type { Feed } from "./outbox/feed.ts";
import { isOver, leaving } from "./retention.ts";
import { decodeState, encodeState, rebase, type State } from "./state.ts";

/** Values of open alerts are written at most this often; in memory they are always the last ones. */
const REFRESH_MS = 60_000;

/** What a ledger is made of. */
export interface LedgerOptions {
  readonly store: Store;
  /** The alerts that the store has kept. */
  readonly book: Book;
  readonly feed: Feed;
  config(): Config;
  now(): Moment;
}

/** The state of all episodes, with their alerts and events. */
export interface Ledger {
  readonly state: State;
  /** Takes all episodes one step further. It counts at once, whether or not it can be written now. */
  observe(sightings: readonly (Sighting | Gone)[]): void;
  /** Does what a client asks for to alerts, and gives them as they are then. Throws ALERT_STATE, STORE_FAILED. */
  act(action: Action, chosen: readonly Alert[]): readonly Alert[];
  /** Removes the alerts that are over, and says how many. Throws STORE_FAILED. */
  clear(): number;
  /** Writes events that change no alert, with what belongs to them. Throws STORE_FAILED. */
  write(events: readonly NewEvent[], more: () => void): void;
  /** Writes the last values, too. */
  flush(): void;
  /** Calls the listener with each event once it is kept; the result ends that. */
  onEvent(listener: (event: EventRow) => void): () => void;
}

/** Goes on with what the store has kept. */
export function createLedger({ store, book, feed, config, now }: LedgerOptions): Ledger {
  const newId = () => crypto.randomUUID();
  const journal = createJournal(store, feed);
  const listeners = createListeners<EventRow>();
  let state = rebase(
    decodeState(store.meta.get(STATE_KEY), book.rows().map((row) => row.alert)),
    now().now_ms,
    // The state was written up to a minute before the last evaluation, and that one tick before the end.
    REFRESH_MS + 2000 * config().monitor.interval_seconds,
  );
  let written_ms = -Infinity;

  /** Writes a change, or lets it wait until writing works again. */
  const record = (change: Change) => {
    if (!tryWrite(() => listeners.tell(journal.write(change)))) journal.defer(change);
  };
  /** Writes a change that a client asked for, and only then takes it over. */
  const keep = (next: State, alerts: readonly Alert[], events: readonly NewEvent[], removed: Set<string>) => {
    const rows = book.rowsFor(alerts);
    const written = journal.write({ rows, events, removed, state: encodeState(next) });
    state = next;
    book.put(rows);
    book.remove(removed);
    listeners.tell(written);
  };

  return {
    get state() {
      return state;
    },
    observe: (sightings) => {
      const moment = now();
      const next = advance(state, sightings, moment, newId);
      const live = alertsOf(next.state);
      book.put(book.rowsFor(live.filter((alert) => book.get(alert.id) !== alert)));
      state = next.state;
      const refresh = state.episodes.size > 0 && moment.now_ms - written_ms >= REFRESH_MS;
      if (!next.changed && !refresh && !journal.waiting && !feed.isWaiting()) return;
      const rows = book.rowsFor(refresh ? live : next.alerts);
      const removed = leaving(book.rows().map((row) => row.alert), state, config().alerts.max_kept);
      state = forget(state, removed);
      book.remove(removed);
      record({ rows, events: next.events, removed, state: encodeState(state) });
      written_ms = moment.now_ms;
    },
    act: (action, chosen) => {
      if (chosen.length === 0) return [];
      const { state: next, alerts, events } = act(state, chosen, action, now());
      keep(next, alerts, events, new Set());
      return alerts;
    },
    clear: () => {
      const over = book.find({}).filter((alert) => isOver(alert, state)).map((alert) => alert.id);
      const removed = new Set(over);
      if (removed.size > 0) keep(forget(state, removed), [], [cleared(removed.size, now().at)], removed);
      return removed.size;
    },
    write: (events, more) => {
      const change = { rows: [], events, removed: new Set<string>(), state: encodeState(state) };
      listeners.tell(journal.write(change, more));
    },
    flush: () => {
      if (state.episodes.size === 0 && !journal.waiting) return;
      const rows = book.rowsFor(alertsOf(state));
      record({ rows, events: [], removed: new Set(), state: encodeState(state) });
    },
    onEvent: listeners.add,
  };
}

/** The alerts of all episodes. */
function alertsOf({ episodes }: State): Alert[] {
  return [...episodes.values()].flatMap(({ alert }) => alert ?? []);
}
