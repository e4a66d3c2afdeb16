import type { OutboxConsumer, OutboxEntry } from "../contract/mod.ts";
import { type Database, numberOf } from "./database.ts";
import { parseJson } from "./json.ts";
import { outboxStatements } from "./outbox_statements.ts";

/** An entry before it is written. */
export type NewOutboxEntry = Omit<OutboxEntry, "seq">;

/** An entry that a consumer has not acknowledged, without what it says. */
export interface Pending {
  readonly seq: number;
  readonly subject: string;
}

/** What must leave the host, until every consumer has acknowledged it. */
export interface OutboxRepository {
  /** Writes entries; beyond so many others leave, those of alerts that are not open first, each oldest first. */
  append(entries: readonly NewOutboxEntry[], most: number): { readonly dropped: number };
  /** Entries with a number above the cursor, oldest first. */
  after(seq: number, limit: number): OutboxEntry[];
  count(): number;
  consumers(): OutboxConsumer[];
  /** Adds a consumer that has acknowledged nothing, or says that a known one was seen. */
  seen(consumer: string): void;
  /** An hour has passed for every consumer. */
  age(): void;
  forget(consumer: string): void;
  /** What a consumer has not acknowledged, oldest first, as long as the function asks for more. */
  pending(consumer: string, take: (one: Pending) => boolean): void;
  /** Counts an attempt for each of the entries; they come back with it. */
  deliver(consumer: string, seqs: readonly number[]): (OutboxEntry & { attempts: number })[];
  /** Takes what was given as delivered, moves the cursor, and removes what every consumer has acknowledged. */
  acknowledge(consumer: string, seqs: readonly number[]): { readonly count: number; readonly cursor: number };
  /** Numbers of entries that were given to a consumer and not acknowledged, up to this one. */
  given(consumer: string, up_to: number): number[];
}

/** The repository over an open database. */
export function outboxRepository(db: Database): OutboxRepository {
  const sql = outboxStatements(db);
  return {
    append: (entries, most) =>
      db.transaction(() => {
        for (const { at, type, severity, subject, rule, alert_id, data } of entries) {
          sql.insert.run(at, type, severity, subject, rule, alert_id, JSON.stringify(data));
        }
        const kept = numberOf(sql.count.get());
        // Some at once, so that not each entry drops another and says so.
        const dropped = kept > most ? kept - most + Math.floor(most / 100) : 0;
        if (dropped > 0) sql.drop.run(dropped);
        return { dropped };
      }),
    after: (seq, limit) => db.read(() => sql.select.all(seq, limit).map(decode)),
    count: () => db.read(() => numberOf(sql.count.get())),
    consumers: () =>
      db.read(() =>
        sql.consumers.all().map((row) => ({
          name: String(row["name"]),
          cursor: Number(row["cursor"]),
          waiting: Number(row["waiting"]),
          idle_hours: Number(row["idle_hours"]),
        }))
      ),
    seen: (consumer) => db.transaction(() => void sql.seen.run(consumer)),
    age: () => db.transaction(() => void sql.age.run()),
    forget: (consumer) =>
      db.transaction(() => {
        sql.forget.run(consumer);
        sql.forgetDeliveries.run(consumer);
        sql.clean.run();
      }),
    pending: (consumer, take) =>
      db.read(() => {
        for (const { seq, subject } of sql.pending.iterate({ consumer })) {
          if (!take({ seq: Number(seq), subject: String(subject) })) return;
        }
      }),
    deliver: (consumer, seqs) =>
      db.transaction(() =>
        seqs.flatMap((seq) => {
          const row = sql.one.get(seq);
          if (row === undefined) return [];
          return [{ ...decode(row), attempts: numberOf(sql.deliver.get(consumer, seq)) }];
        })
      ),
    acknowledge: (consumer, seqs) =>
      db.transaction(() => {
        const count = seqs.filter((seq) => sql.acknowledge.run(consumer, seq).changes > 0).length;
        const waiting = numberOf(sql.first.get({ consumer }));
        const cursor = waiting > 0 ? waiting - 1 : numberOf(sql.last.get());
        sql.move.run(cursor, consumer);
        sql.settle.run(consumer, cursor);
        sql.clean.run();
        return { count, cursor };
      }),
    given: (consumer, up_to) => db.read(() => sql.given.all(consumer, up_to).map(({ seq }) => Number(seq))),
  };
}

function decode(row: Record<string, unknown>): OutboxEntry {
  const data = parseJson(row["data"]);
  return {
    seq: Number(row["seq"]),
    at: String(row["at"]),
    type: String(row["type"]),
    severity: row["severity"] as OutboxEntry["severity"],
    subject: String(row["subject"]),
    rule: String(row["rule"]),
    alert_id: row["alert_id"] === null ? null : String(row["alert_id"]),
    data: typeof data === "object" && data !== null ? { ...data } : {},
  };
}
