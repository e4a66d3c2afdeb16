import type { Command } from "../command.ts";
import { defineList } from "../list.ts";
import { given } from "../option.ts";
import { age, plural } from "../text/format.ts";
import { paint, styled } from "../text/paint.ts";
import { table } from "../text/table.ts";
import { PERSISTENT_COLUMNS, USER_COLUMNS } from "../text/users.ts";
import { UsageError } from "../usage_error.ts";

const everybody = defineList({
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
    { args: "users --persistent", summary: "Who has been above a threshold for an hour" },
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

const persistent = defineList({
  operation: "users.persistent",
  examples: [],
  input: () => ({}),
  render: ({ items }, view) =>
    paint(
      items.length === 0 ? [["Nobody has been above their threshold for long"]] : [
        ...table(items, PERSISTENT_COLUMNS, view),
        [styled("faint", "In percent of all cores, or of the memory")],
      ],
      view,
    ),
});

/** `cortex users`: the sum of their processes as of the last scan, or those who load this host for long. */
export const command: Command = {
  ...everybody,
  options: {
    ...everybody.options,
    persistent: { type: "flag", summary: "Only who has been above their threshold for long, and since when" },
  },
  run: (invocation, context) => {
    const { values } = invocation;
    if (values["persistent"] !== true) return everybody.run(invocation, context);
    const other = Object.keys(everybody.options).find((name) => name !== "limit" && values[name]);
    if (other === undefined) return persistent.run(invocation, context);
    throw new UsageError(`Cannot use --${other} with --persistent: leave one of the two out`, "users");
  },
};
