import type { Command } from "../command.ts";
import { defineList } from "../list.ts";
import { given } from "../option.ts";
import { age, plural } from "../text/format.ts";
import { paint, styled } from "../text/paint.ts";
import { USER_COLUMNS } from "../text/processes.ts";
import { table } from "../text/table.ts";

/** `cortex users`: the sum of their processes as of the last scan. */
export const command: Command = defineList({
  operation: "users.list",
  options: {
    sort: {
      type: "choice",
      value: "KEY",
      choices: ["cpu", "memory", "processes", "name"],
      summary: "Order: cpu (as it stands), memory, processes or name",
    },
    all: { type: "flag", summary: "Also users that the configuration leaves out, as those of the system" },
  },
  examples: [
    { args: "users --all --sort memory", summary: "Everybody, by memory" },
  ],
  input: ({ values: { sort, all } }) => given({ sort, all }),
  render: ({ items, taken_at }, view) =>
    paint([
      ...table(items, USER_COLUMNS, view),
      [styled("faint", `${plural(items.length, "user")}, scanned ${age(taken_at, view.now)}`)],
    ], view),
});
