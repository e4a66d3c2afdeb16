import { defineMigration } from "../migration.ts";

const TIERS = ["fine", "medium", "coarse"];

/**
 * Samples: a journal of what no block holds yet, and blocks of a tier. Each tier has a table of its own, filled at
 * its end and cut at its beginning, so that pages get full and come free as a whole.
 */
export const history = defineMigration({
  version: 2,
  statements: [
    `create table history_series (
      id integer primary key,
      name text not null,
      subject text not null,
      unique (name, subject)
    ) strict`,
    `create table history_journal (
      id integer primary key,
      at_ms integer not null,
      data blob not null
    ) strict`,
    ...TIERS.flatMap((tier) => [
      `create table history_${tier} (
        id integer primary key,
        series integer not null,
        start_ms integer not null,
        step_ms integer not null,
        data blob not null
      ) strict`,
      `create unique index history_${tier}_place on history_${tier} (series, start_ms, step_ms)`,
    ]),
  ],
});
