import { defineMigration } from "../migration.ts";

/** Alerts, the log of events, and values by name. */
export const alertsEventsMeta = defineMigration({
  version: 1,
  statements: [
    `create table alerts (
      seq integer primary key,
      id text not null unique,
      rule text not null,
      kind text not null,
      severity text not null,
      category text not null,
      status text not null,
      subject text not null,
      message text not null,
      description text not null,
      recommendation text not null,
      metric text not null,
      value real,
      peak real,
      threshold real,
      unit text not null,
      raised_at text not null,
      updated_at text not null,
      acknowledged_at text,
      resolved_at text,
      dismissed_at text,
      recoveries integer not null,
      data text not null
    ) strict`,
    "create unique index alerts_open on alerts (rule, subject) where status in ('active', 'acknowledged')",
    `create table events (
      seq integer primary key autoincrement,
      at text not null,
      type text not null,
      severity text not null,
      subject text not null,
      alert_id text,
      data text not null
    ) strict`,
    "create table meta (key text primary key, value text not null) strict, without rowid",
  ],
});
