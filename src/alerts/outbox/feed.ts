import type { Alert, OutputOf } from "../../contract/mod.ts";
import { rfc3339 } from "../../core/clock.ts";
import type { NewEvent, Store } from "../../store/mod.ts";
import type { Moment } from "../episode.ts";
import { dueAt } from "./limit.ts";
import { decodeRouting, isWaiting, route, type Routing } from "./route.ts";

/** The keys of what is remembered, in the store's values. */
const ROUTING_KEY = "outbox.routing";
const DROPPED_KEY = "outbox.dropped";

/** What filling the outbox depends on. */
export interface FeedOptions {
  readonly store: Store;
  now(): Moment;
  settings(): { readonly cap: number; readonly most: number };
  alert(id: string): Alert | undefined;
  isSilenced(alert: Alert): boolean;
}

/** What was written of events, not yet for good. */
export interface Written {
  /** What else has happened by it. */
  readonly events: readonly NewEvent[];
  /** The transaction is kept: what was routed counts. */
  commit(): void;
}

/** Fills the outbox. */
export interface Feed {
  /** Whether something has to be written though nothing has happened. */
  isWaiting(): boolean;
  /** Writes what must leave of these events, inside the transaction of the alerts they are about. */
  write(events: readonly NewEvent[], alerts: readonly Alert[]): Written;
  /** What the hourly cap holds back, by rule. */
  held(): OutputOf<"outbox.list">["held"];
  /** Entries that ever left because the outbox was full. */
  readonly dropped: number;
}

/** Goes on with what the store has kept. */
export function createFeed({ store, now, settings, alert, isSilenced }: FeedOptions): Feed {
  let routing: Routing = decodeRouting(store.meta.get(ROUTING_KEY));
  let dropped = Number(store.meta.get(DROPPED_KEY) ?? 0);
  const around = (changed: ReadonlyMap<string, Alert> = new Map()) => ({
    moment: now(),
    cap: settings().cap,
    alert: (id: string) => changed.get(id) ?? alert(id),
    isSilenced,
  });

  return {
    isWaiting: () => isWaiting(routing, around()),
    write: (events, alerts) => {
      const here = around(new Map(alerts.map((one) => [one.id, one])));
      const routed = route(routing, events, here);
      const text = JSON.stringify(routed.routing);
      if (text !== JSON.stringify(routing)) store.meta.set(ROUTING_KEY, text);
      const lost = routed.entries.length === 0
        ? 0
        : store.outbox.append(routed.entries, settings().most).dropped;
      const total = dropped + lost;
      if (lost > 0) store.meta.set(DROPPED_KEY, String(total));
      return {
        events: lost === 0 ? [] : [droppedEvent(lost, total, here.moment)],
        commit: () => {
          routing = routed.routing;
          dropped = total;
        },
      };
    },
    held: () => {
      const { moment, cap } = around();
      return routing.limits.flatMap(([rule, limit]) => {
        if (limit.held === null) return [];
        const { count, severity, since } = limit.held;
        const wait_ms = dueAt(limit, cap, moment.now_ms) - moment.now_ms;
        return [{ rule, count, severity, since, summary_at: rfc3339(Date.parse(moment.at) + wait_ms) }];
      });
    },
    get dropped() {
      return dropped;
    },
  };
}

function droppedEvent(count: number, total: number, { at }: Moment): NewEvent {
  const message = `${count} entries left the outbox undelivered: it was full`;
  const data = { message, count, total };
  return { at, type: "outbox.dropped", severity: "warning", subject: "", alert_id: null, data };
}
