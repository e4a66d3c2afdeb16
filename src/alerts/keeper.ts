import { type Alert, CortexError } from "../contract/mod.ts";
import { rfc3339 } from "../core/clock.ts";
import { acknowledge, type Action, dismiss, resolveByHand } from "./actions.ts";
import type { Alerts, AlertsOptions } from "./alerts.ts";
import { createBook } from "./book.ts";
import { isOpen, keyOf, type Moment } from "./episode.ts";
import { createLedger } from "./ledger.ts";
import { type Notice, sightNotice, storeNotice } from "./notice.ts";
import { createFeed } from "./outbox/feed.ts";
import { createOutbox } from "./outbox/outbox.ts";
import { readingsOf } from "./readings.ts";
import { sightPersistent } from "./rules/persistent.ts";
import { sight } from "./sight.ts";
import { createSilences } from "./silences.ts";
import { activeRules } from "./thresholds.ts";

const HOUR_MS = 3_600_000;

/** Goes on with the alerts that a store has kept. */
export function createAlerts({ store, config, clock }: AlertsOptions): Alerts {
  const anchor_ms = clock.wall() - clock.steady();
  const now = (): Moment => ({ now_ms: clock.steady() + anchor_ms, at: rfc3339(clock.wall()) });
  const rearmMs = () => HOUR_MS * config().alerts.rearm_hours;
  const book = createBook(store.alerts.all());
  const feed = createFeed({
    store,
    now,
    settings: () => ({ cap: config().alerts.hourly_cap, most: config().outbox.max_entries }),
    alert: (id) => book.get(id),
    isSilenced: (alert) => silences.covering(alert) !== undefined,
  });
  const ledger = createLedger({ store, book, feed, config, now });
  const silences = createSilences({ store, now, write: ledger.write });
  const forget_hours = () => 24 * config().outbox.forget_consumer_days;
  const outbox = createOutbox({ store, clock, feed, forget_hours, write: ledger.write });
  const notices = new Map<string, Notice>();

  const find = (id: string): Alert => {
    const alert = book.get(id);
    if (alert !== undefined) return alert;
    throw new CortexError("ALERT_NOT_FOUND", `Cannot find the alert "${id}": there is none; list shows all`);
  };
  const change = (action: Action, id: string): Alert => {
    const alert = find(id);
    return silences.mark(ledger.act(action, [alert])[0] ?? alert);
  };

  return {
    observe: (sample, checked, persistent = []) => {
      silences.expire();
      outbox.tick();
      const { alerts: settings, users } = config();
      const { state } = ledger;
      const said = [storeNotice(store.health()), ...notices.values()];
      ledger.observe([
        ...sight(activeRules(settings), state, readingsOf(sample, checked, users)),
        ...sightPersistent(persistent, state, rearmMs()),
        ...said.map((notice) => sightNotice(notice, rearmMs())),
      ]);
    },
    notify: (notice) => {
      const key = keyOf({ rule: notice.rule, subject: notice.subject ?? "" });
      if (notice.severity === null) notices.delete(key);
      else notices.set(key, notice);
      ledger.observe([sightNotice(notice, rearmMs())]);
    },
    list: (query) => silences.markAll(book.page(query)),
    get: (id) => silences.mark(find(id)),
    acknowledge: (id) => change(acknowledge, id),
    dismiss: (id) => change(dismiss, id),
    resolve: (id) => change(resolveByHand, id),
    acknowledgeAll: (filter) => ({
      count: ledger.act(acknowledge, book.find({ ...filter, status: "active" })).length,
    }),
    dismissAll: (filter) => ({ count: ledger.act(dismiss, book.find(filter).filter(isOpen)).length }),
    clear: () => ({ count: ledger.clear() }),
    silence: silences.add,
    silences: silences.list,
    unsilence: silences.end,
    outbox,
    counts: () => book.counts(),
    statuses: () => book.statuses(),
    onEvent: ledger.onEvent,
    flush: ledger.flush,
  };
}
