import { defineMigration } from "../migration.ts";

/** Jobs, each as one JSON text: there are few, and they are read all at once. */
export const jobs = defineMigration({
  version: 3,
  statements: [
    "create table jobs (seq integer primary key, data text not null) strict",
  ],
});
