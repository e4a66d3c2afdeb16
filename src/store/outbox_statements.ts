import type { Database } from "./database.ts";

/** What a consumer has not acknowledged. */
const UNACKNOWLEDGED =
  `from outbox o left join outbox_deliveries d on d.consumer = :consumer and d.seq = o.seq
  where o.seq > (select cursor from outbox_consumers where name = :consumer) and coalesce(d.acknowledged, 0) = 0`;

/** The statements of the outbox, compiled over an open database. */
export function outboxStatements(db: Database) {
  return {
    insert: db.prepare(
      "insert into outbox (at, type, severity, subject, rule, alert_id, data) values (?, ?, ?, ?, ?, ?, ?)",
    ),
    count: db.prepare("select count(*) from outbox"),
    drop: db.prepare(
      `delete from outbox where seq in (
        select o.seq from outbox o left join alerts a on a.id = o.alert_id
        order by coalesce(a.status in ('active', 'acknowledged'), 0), o.seq limit ?
      )`,
    ),
    select: db.prepare("select * from outbox where seq > ? order by seq limit ?"),
    one: db.prepare("select * from outbox where seq = ?"),
    consumers: db.prepare(
      `select name, cursor, idle_hours,
        (select count(*) from outbox o where o.seq > cursor) -
        (select count(*) from outbox_deliveries d join outbox o on o.seq = d.seq
          where d.consumer = name and d.acknowledged = 1) as waiting
        from outbox_consumers order by name`,
    ),
    seen: db.prepare(
      // Nothing is written for one that looks in vain again and again.
      `insert into outbox_consumers values (?, 0, 0)
        on conflict (name) do update set idle_hours = 0 where idle_hours > 0`,
    ),
    age: db.prepare("update outbox_consumers set idle_hours = idle_hours + 1"),
    forget: db.prepare("delete from outbox_consumers where name = ?"),
    forgetDeliveries: db.prepare("delete from outbox_deliveries where consumer = ?"),
    pending: db.prepare(`select o.seq, o.subject ${UNACKNOWLEDGED} order by o.seq`),
    first: db.prepare(`select min(o.seq) ${UNACKNOWLEDGED}`),
    last: db.prepare("select seq from sqlite_sequence where name = 'outbox'"),
    deliver: db.prepare(
      `insert into outbox_deliveries values (?, ?, 1, 0)
        on conflict (consumer, seq) do update set attempts = attempts + 1 returning attempts`,
    ),
    acknowledge: db.prepare(
      "update outbox_deliveries set acknowledged = 1 where consumer = ? and seq = ? and acknowledged = 0",
    ),
    move: db.prepare("update outbox_consumers set cursor = ? where name = ?"),
    settle: db.prepare("delete from outbox_deliveries where consumer = ? and seq <= ?"),
    clean: db.prepare("delete from outbox where seq <= (select min(cursor) from outbox_consumers)"),
    given: db.prepare(
      "select seq from outbox_deliveries where consumer = ? and seq <= ? and acknowledged = 0 order by seq",
    ),
  };
}
