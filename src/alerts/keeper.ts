import { type Alert, CortexError } from "../contract/mod.ts";
import { rfc3339 } from "../core/clock.ts";
import type { EventRow, NewEvent } from "../store/mod.ts";
import { acknowledge, act, type Action, dismiss, forget, resolveByHand } from "./actions.ts";
import type { Alerts, AlertsOptions } from "./alerts.ts";
import { cleared } from "./announce.ts";
import { createBook } from "./book.ts";
import { type Gone, isOpen, keyOf, type Moment, type Sighting } from "./episode.ts";
import { advance } from "./evaluate.ts";
import { type Change, createJournal, STATE_KEY } from "./journal.ts";
import { createListeners } from "./listeners.ts";
import { type Notice, sightNotice, storeNotice } from "./notice.ts";
import { sightPersistent } from "./rules/persistent.ts";
import { readingsOf } from "./readings.ts";
import { createFeed } from "./outbox/feed.ts";
import { createOutbox } from "./outbox/outbox.ts";
import { isOver, leaving } from "./retention.ts";
import { sight } from "./sight.ts";
import { createSilences } from "./silences.ts";
import { decodeState, encodeState, rebase, type State } from "./state.ts";
import { activeRules } from "./thresholds.ts";

/** Values of open alerts are written at most this often; in memory they are always the last ones. */
const REFRESH_MS = 60_000;

/** Goes on with the alerts that a store has kept. */
export function createAlerts({ store, config, clock }: AlertsOptions): Alerts {
  const anchor_ms = clock.wall() - clock.steady();
  const now = (): Moment => ({ now_ms: clock.steady() + anchor_ms, at: rfc3339(clock.wall()) });
  const newId = () => crypto.randomUUID();
  const book = createBook(store.alerts.all());
  const feed = createFeed({
    store,
    now,
    settings: () => ({ cap: config().alerts.hourly_cap, most: config().outbox.max_entries }),
    alert: (id) => book.get(id),
    isSilenced: (alert) => silences.covering(alert) !== undefined,
  });
  const journal = createJournal(store, feed);
  const listeners = createListeners<EventRow>();
  const notices = new Map<string, Notice>();
  let state = rebase(
    decodeState(store.meta.get(STATE_KEY), book.rows().map((row) => row.alert)),
    now().now_ms,
    // The state was written up to a minute before the last evaluation, and that one tick before the end.
    REFRESH_MS + 2000 * config().monitor.interval_seconds,
  );
  let written_ms = -Infinity;

  /** What is seen of the host counts at once, whether or not it can be written now. */
  const evaluate = (sightings: readonly (Sighting | Gone)[], moment: Moment) => {
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
  };

  /** Writes a change, or lets it wait until writing works again. */
  const record = (change: Change) => {
    try {
      listeners.tell(journal.write(change));
    } catch (error) {
      if (!(error instanceof CortexError && error.code === "STORE_FAILED")) throw error;
      journal.defer(change);
    }
  };
  /** Writes a change that a client asked for, and only then takes it over. Throws STORE_FAILED. */
  const keep = (next: State, alerts: readonly Alert[], events: readonly NewEvent[], removed: Set<string>) => {
    const rows = book.rowsFor(alerts);
    const written = journal.write({ rows, events, removed, state: encodeState(next) });
    state = next;
    book.put(rows);
    book.remove(removed);
    listeners.tell(written);
  };

  /** Writes events that change no alert, with what belongs to them. Throws STORE_FAILED. */
  const write = (events: readonly NewEvent[], more: () => void) => {
    const change = { rows: [], events, removed: new Set<string>(), state: encodeState(state) };
    listeners.tell(journal.write(change, more));
  };
  const silences = createSilences({ store, now, write });
  const forget_hours = () => 24 * config().outbox.forget_consumer_days;
  const outbox = createOutbox({ store, clock, feed, forget_hours, write });

  const find = (id: string): Alert => {
    const alert = book.get(id);
    if (alert !== undefined) return alert;
    throw new CortexError("ALERT_NOT_FOUND", `Cannot find the alert "${id}": there is none; list shows all`);
  };
  const change = (action: Action, chosen: readonly Alert[]): readonly Alert[] => {
    if (chosen.length === 0) return [];
    const { state: next, alerts, events } = act(state, chosen, action, now());
    keep(next, alerts, events, new Set());
    return alerts;
  };
  const changeOne = (action: Action, id: string): Alert => {
    const alert = find(id);
    return silences.mark(change(action, [alert])[0] ?? alert);
  };

  return {
    observe: (sample, checked, persistent = []) => {
      silences.expire();
      outbox.tick();
      const { alerts: settings, users } = config();
      const readings = readingsOf(sample, checked, users);
      const rearm_ms = 3_600_000 * settings.rearm_hours;
      const said = [storeNotice(store.health()), ...notices.values()];
      evaluate([
        ...sight(activeRules(settings), state, readings),
        ...sightPersistent(persistent, state, rearm_ms),
        ...said.map((notice) => sightNotice(notice, rearm_ms)),
      ], now());
    },
    notify: (notice) => {
      const key = keyOf({ rule: notice.rule, subject: notice.subject ?? "" });
      if (notice.severity === null) notices.delete(key);
      else notices.set(key, notice);
      evaluate([sightNotice(notice, 3_600_000 * config().alerts.rearm_hours)], now());
    },
    list: (query) => silences.markAll(book.page(query)),
    get: (id) => silences.mark(find(id)),
    acknowledge: (id) => changeOne(acknowledge, id),
    dismiss: (id) => changeOne(dismiss, id),
    resolve: (id) => changeOne(resolveByHand, id),
    acknowledgeAll: (filter) => ({
      count: change(acknowledge, book.find({ ...filter, status: "active" })).length,
    }),
    dismissAll: (filter) => ({ count: change(dismiss, book.find(filter).filter(isOpen)).length }),
    clear: () => {
      const over = book.find({}).filter((alert) => isOver(alert, state)).map((alert) => alert.id);
      const removed = new Set(over);
      if (removed.size > 0) keep(forget(state, removed), [], [cleared(removed.size, now().at)], removed);
      return { count: removed.size };
    },
    silence: silences.add,
    silences: silences.list,
    unsilence: silences.end,
    outbox,
    counts: () => book.counts(),
    statuses: () => book.statuses(),
    onEvent: listeners.add,
    flush: () => {
      if (state.episodes.size === 0 && !journal.waiting) return;
      record({
        rows: book.rowsFor(alertsOf(state)),
        events: [],
        removed: new Set(),
        state: encodeState(state),
      });
    },
  };
}

/** The alerts of all episodes. */
function alertsOf({ episodes }: State): Alert[] {
  return [...episodes.values()].flatMap(({ alert }) => alert ?? []);
}
