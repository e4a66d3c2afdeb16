import { CortexError, type OutputOf, type ParsedInputOf } from "../../contract/mod.ts";
import { type Clock, rfc3339 } from "../../core/clock.ts";
import { cursorOf, seqOf } from "../../core/cursor.ts";
import { type NewEvent, type Store, tryWrite } from "../../store/mod.ts";
import type { Feed } from "./feed.ts";

/** What reading the outbox depends on. */
export interface OutboxOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly feed: Feed;
  /** How long a consumer may be away, hours of the daemon's running time. */
  forget_hours(): number;
  /** Writes events and what belongs to them, all or nothing. Throws STORE_FAILED. */
  write(events: readonly NewEvent[], more: () => void): void;
}

/** The outbox as its consumers see it. */
export interface Outbox {
  list(query: ParsedInputOf<"outbox.list">): OutputOf<"outbox.list">;
  /** Throws INVALID_PARAMS where there are too many consumers, and STORE_FAILED. */
  read(input: ParsedInputOf<"outbox.read">): OutputOf<"outbox.read">;
  /** Throws NOT_FOUND, INVALID_PARAMS and STORE_FAILED. */
  acknowledge(input: ParsedInputOf<"outbox.acknowledge">): OutputOf<"outbox.acknowledge">;
  status(): { readonly entries: number; readonly dropped: number };
  /** Once an hour: forgets consumers that have been away for too long. */
  tick(): void;
}

const HOUR_MS = 3_600_000;

/** Consumers at most: for each of them entries are kept. */
const MOST_CONSUMERS = 32;

/** The outbox of a store. Leases are in memory: after a restart what was not acknowledged is given again at once. */
export function createOutbox({ store, clock, feed, forget_hours, write }: OutboxOptions): Outbox {
  const { outbox } = store;
  const leases = new Map<string, Map<number, number>>();
  let aged_ms = clock.steady();

  const leasesOf = (consumer: string) => {
    const known = leases.get(consumer) ?? new Map<number, number>();
    leases.set(consumer, known);
    return known;
  };
  const isKnown = (consumer: string) => outbox.consumers().some(({ name }) => name === consumer);

  /** An entry is left out while an earlier one of its subject is still with somebody. */
  const choose = (consumer: string, limit: number): number[] => {
    const leased = leasesOf(consumer);
    const busy = new Set<string>();
    const chosen: number[] = [];
    outbox.pending(consumer, ({ seq, subject }) => {
      if ((leased.get(seq) ?? -Infinity) > clock.steady()) busy.add(subject);
      else if (!busy.has(subject)) chosen.push(seq);
      return chosen.length < limit;
    });
    return chosen;
  };

  return {
    list: ({ limit, cursor }) => {
      const items = outbox.after(cursor === undefined ? 0 : seqOf(cursor), limit + 1);
      const shown = items.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: shown,
        next_cursor: items.length > limit && last !== undefined ? cursorOf(last.seq) : null,
        consumers: outbox.consumers(),
        held: feed.held(),
        dropped: feed.dropped,
      };
    },
    read: ({ consumer, limit, lease_seconds }) => {
      if (!isKnown(consumer) && outbox.consumers().length >= MOST_CONSUMERS) {
        throw refused("read the outbox", "consumer", `there are ${MOST_CONSUMERS} consumers already`);
      }
      const items = store.transaction(() => {
        outbox.seen(consumer);
        return outbox.deliver(consumer, choose(consumer, limit));
      });
      const leased = leasesOf(consumer);
      for (const { seq } of items) leased.set(seq, clock.steady() + 1000 * lease_seconds);
      return { items };
    },
    acknowledge: ({ consumer, seqs, up_to }) => {
      if ((seqs === undefined) === (up_to === undefined)) {
        throw refused("acknowledge entries", "seqs", "give either seqs or up_to");
      }
      if (!isKnown(consumer)) {
        throw new CortexError(
          "NOT_FOUND",
          `Cannot acknowledge for the consumer "${consumer}": there is none; read first`,
        );
      }
      const chosen = seqs ?? outbox.given(consumer, up_to ?? 0);
      const done = store.transaction(() => {
        outbox.seen(consumer);
        return outbox.acknowledge(consumer, chosen);
      });
      for (const seq of chosen) leases.get(consumer)?.delete(seq);
      return done;
    },
    status: () => ({ entries: outbox.count(), dropped: feed.dropped }),
    tick: () => {
      if (clock.steady() - aged_ms < HOUR_MS) return;
      const gone = outbox.consumers().filter(({ idle_hours }) => idle_hours + 1 >= forget_hours());
      const events = gone.map(({ name, waiting }) => forgotten(name, waiting, rfc3339(clock.wall())));
      const age = () => {
        outbox.age();
        for (const { name } of gone) outbox.forget(name);
      };
      if (!tryWrite(() => write(events, age))) return;
      aged_ms += HOUR_MS;
      for (const { name } of gone) leases.delete(name);
    },
  };
}

function forgotten(consumer: string, waiting: number, at: string): NewEvent {
  const message = `The consumer ${consumer} of the outbox was not seen for long and is forgotten`;
  const data = { message, consumer, waiting };
  return { at, type: "outbox.consumer_forgotten", severity: "warning", subject: "", alert_id: null, data };
}

function refused(action: string, field: string, problem: string): CortexError {
  return new CortexError("INVALID_PARAMS", `Cannot ${action}: ${problem}`, { details: { field, problem } });
}
