import { defineMigration } from "../migration.ts";

/** What must leave the host, who takes it, and what each of them was given beyond its cursor. */
export const outbox = defineMigration({
  version: 5,
  statements: [
    `create table outbox (
      seq integer primary key autoincrement,
      at text not null,
      type text not null,
      severity text not null,
      subject text not null,
      rule text not null,
      alert_id text,
      data text not null
    ) strict`,
    `create table outbox_consumers (
      name text primary key,
      cursor integer not null,
      idle_hours integer not null
    ) strict, without rowid`,
    `create table outbox_deliveries (
      consumer text not null,
      seq integer not null,
      attempts integer not null,
      acknowledged integer not null,
      primary key (consumer, seq)
    ) strict, without rowid`,
  ],
});
