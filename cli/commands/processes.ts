import type { Command } from "../command.ts";
import { defineList } from "../list.ts";
import { given } from "../option.ts";
import { age, count } from "../text/format.ts";
import { paint, styled } from "../text/paint.ts";
import { PROCESS_COLUMNS } from "../text/processes.ts";
import { table } from "../text/table.ts";

/** `cortex processes`: those of the last scan, a screenful unless --limit or --json ask for more. */
export const command: Command = defineList({
  operation: "processes.list",
  screenful: 20,
  options: {
    sort: {
      type: "choice",
      value: "KEY",
      choices: ["cpu", "memory", "pid", "name"],
      summary: "Order: cpu (as it stands), memory, pid or name",
    },
    user: { type: "text", value: "USER", summary: "Only processes of USER" },
    filter: { type: "text", value: "TEXT", summary: "Only those with TEXT in name or command" },
  },
  examples: [
    { args: "processes --sort memory --limit 5", summary: "The five largest" },
    { args: "processes --filter postgres --json", summary: "All that fit, for a program" },
  ],
  input: ({ values: { sort, user, filter } }) => given({ sort, user, filter }),
  render: ({ items, total, taken_at }, view) =>
    paint([
      ...table(items, PROCESS_COLUMNS, view),
      [styled("faint", `${items.length} of ${count(total)} processes, scanned ${age(taken_at, view.now)}`)],
    ], view),
});
