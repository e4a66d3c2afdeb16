import type { OutboxConsumer, OutboxEntry } from "../contract/mod.ts";
import { type Database, numberOf } from "./database.ts";
import { parseJson } from "./json.ts";

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
  const insert = db.prepare(
    "insert into outbox (at, type, severity, subject, rule, alert_id, data) values (?, ?, ?, ?, ?, ?, ?)",
  );
  const count = db.prepare("select count(*) from outbox");
  const drop = db.prepare(
    `delete from outbox where seq in (
      select o.seq from outbox o left join alerts a on a.id = o.alert_id
      order by coalesce(a.status in ('active', 'acknowledged'), 0), o.seq limit ?
    )`,
  );
  const select = db.prepare("select * from outbox where seq > ? order by seq limit ?");
  const one = db.prepare("select * from outbox where seq = ?");
  const consumers = db.prepare(
    `select name, cursor, idle_hours,
      (select count(*) from outbox o where o.seq > cursor) -
      (select count(*) from outbox_deliveries d join outbox o on o.seq = d.seq
        where d.consumer = name and d.acknowledged = 1) as waiting
      from outbox_consumers order by name`,
  );
  const seen = db.prepare(
    // Nothing is written for one that looks in vain again and again.
    `insert into outbox_consumers values (?, 0, 0)
      on conflict (name) do update set idle_hours = 0 where idle_hours > 0`,
  );
  const age = db.prepare("update outbox_consumers set idle_hours = idle_hours + 1");
  const forget = db.prepare("delete from outbox_consumers where name = ?");
  const forgetDeliveries = db.prepare("delete from outbox_deliveries where consumer = ?");
  const unacknowledged =
    `from outbox o left join outbox_deliveries d on d.consumer = :consumer and d.seq = o.seq
    where o.seq > (select cursor from outbox_consumers where name = :consumer) and coalesce(d.acknowledged, 0) = 0`;
  const pending = db.prepare(`select o.seq, o.subject ${unacknowledged} order by o.seq`);
  const first = db.prepare(`select min(o.seq) ${unacknowledged}`);
  const last = db.prepare("select seq from sqlite_sequence where name = 'outbox'");
  const deliver = db.prepare(
    `insert into outbox_deliveries values (?, ?, 1, 0)
      on conflict (consumer, seq) do update set attempts = attempts + 1 returning attempts`,
  );
  const acknowledge = db.prepare(
    "update outbox_deliveries set acknowledged = 1 where consumer = ? and seq = ? and acknowledged = 0",
  );
  const move = db.prepare("update outbox_consumers set cursor = ? where name = ?");
  const settle = db.prepare("delete from outbox_deliveries where consumer = ? and seq <= ?");
  const clean = db.prepare("delete from outbox where seq <= (select min(cursor) from outbox_consumers)");
  const given = db.prepare(
    "select seq from outbox_deliveries where consumer = ? and seq <= ? and acknowledged = 0 order by seq",
  );

  return {
    append: (entries, most) =>
      db.transaction(() => {
        for (const { at, type, severity, subject, rule, alert_id, data } of entries) {
          insert.run(at, type, severity, subject, rule, alert_id, JSON.stringify(data));
        }
        const kept = numberOf(count.get());
        // Some at once, so that not each entry drops another and says so.
        const dropped = kept > most ? kept - most + Math.floor(most / 100) : 0;
        if (dropped > 0) drop.run(dropped);
        return { dropped };
      }),
    after: (seq, limit) => db.read(() => select.all(seq, limit).map(decode)),
    count: () => db.read(() => numberOf(count.get())),
    consumers: () =>
      db.read(() =>
        consumers.all().map((row) => ({
          name: String(row["name"]),
          cursor: Number(row["cursor"]),
          waiting: Number(row["waiting"]),
          idle_hours: Number(row["idle_hours"]),
        }))
      ),
    seen: (consumer) => db.transaction(() => void seen.run(consumer)),
    age: () => db.transaction(() => void age.run()),
    forget: (consumer) =>
      db.transaction(() => {
        forget.run(consumer);
        forgetDeliveries.run(consumer);
        clean.run();
      }),
    pending: (consumer, take) =>
      db.read(() => {
        for (const { seq, subject } of pending.iterate({ consumer })) {
          if (!take({ seq: Number(seq), subject: String(subject) })) return;
        }
      }),
    deliver: (consumer, seqs) =>
      db.transaction(() =>
        seqs.flatMap((seq) => {
          const row = one.get(seq);
          if (row === undefined) return [];
          return [{ ...decode(row), attempts: numberOf(deliver.get(consumer, seq)) }];
        })
      ),
    acknowledge: (consumer, seqs) =>
      db.transaction(() => {
        const count = seqs.filter((seq) => acknowledge.run(consumer, seq).changes > 0).length;
        const waiting = numberOf(first.get({ consumer }));
        const cursor = waiting > 0 ? waiting - 1 : numberOf(last.get());
        move.run(cursor, consumer);
        settle.run(consumer, cursor);
        clean.run();
        return { count, cursor };
      }),
    given: (consumer, up_to) => db.read(() => given.all(consumer, up_to).map(({ seq }) => Number(seq))),
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
