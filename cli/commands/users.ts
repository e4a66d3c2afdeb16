import type { Command } from "../command.ts";
import { defineList } from "../list.ts";
import { given } from "../option.ts";
import { age, plural } from "../text/format.ts";
import { paint, styled } from "../text/paint.ts";
import { table } from "../text/table.ts";
import { USER_COLUMNS } from "../text/users.ts";

/** `cortex users`: the sum of their processes as of the last scan. */
export const command: Command = defineList({
  operation: "users.list",
  options: {
    sort: {
      type: "choice",
      value: "KEY",
      choices: ["cpu", "memory", "io", "processes", "name"],
      summary: "Order: cpu (as it stands), memory, io, processes or name",
    },
    all: { type: "flag", summary: "Also users that the configuration leaves out, as those of the system" },
    "min-uid": {
      type: "integer",
      value: "UID",
      min: 0,
      max: 4_294_967_295,
      summary: "Only users from UID on",
    },
    "min-percent": {
      type: "integer",
      value: "N",
      min: 0,
      max: 100,
      summary: "Only users with N percent of the host's CPU or memory",
    },
    exclude: { type: "text", value: "USERS", summary: "Never these, separated by commas" },
    include: { type: "text", value: "USERS", summary: "Always these, separated by commas" },
  },
  examples: [
    { args: "users --all --sort memory", summary: "Everybody, by memory" },
    { args: "users --min-percent 10 --exclude backup", summary: "Who uses a tenth of this host" },
  ],
  input: ({ values: { sort, all, exclude, include, ...least } }) =>
    given({
      sort,
      all,
      minimum_uid: least["min-uid"],
      minimum_percent: least["min-percent"],
      excluded: exclude?.split(","),
      included: include?.split(","),
    }),
  render: ({ items, taken_at }, view) =>
    paint([
      ...table(items, USER_COLUMNS, view),
      [styled("faint", `${plural(items.length, "user")}, scanned ${age(taken_at, view.now)}`)],
    ], view),
});
