import { defineMigration } from "../migration.ts";

/** Silences, each as one JSON text: there are few, and they are read all at once. */
export const silences = defineMigration({
  version: 4,
  statements: [
    "create table silences (seq integer primary key, id text not null unique, data text not null) strict",
  ],
});
