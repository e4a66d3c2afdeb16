import type { Process } from "../../src/contract/mod.ts";
import type { Command } from "../command.ts";
import { defineList } from "../list.ts";
import { given } from "../option.ts";
import { age, bytes, count, percent } from "../text/format.ts";
import { paint, styled } from "../text/paint.ts";
import { type Column, table } from "../text/table.ts";

const COLUMNS: readonly Column<Process>[] = [
  { title: "PID", align: "right", cell: ({ pid }) => String(pid) },
  { title: "USER", cell: ({ user }) => user, cut: 3 },
  { title: "CPU", align: "right", cell: ({ cpu_percent }) => percent(cpu_percent) },
  { title: "MEMORY", align: "right", cell: ({ memory_bytes }) => bytes(memory_bytes) },
  { title: "THREADS", align: "right", cell: ({ threads }) => count(threads), spare: 1 },
  {
    title: "FILES",
    align: "right",
    cell: ({ open_files }) => open_files === null ? styled("faint", "-") : count(open_files),
    spare: 2,
  },
  { title: "S", cell: ({ state }) => state === "Z" ? styled("bad", state) : state },
  { title: "NAME", cell: ({ name }) => name, cut: 2 },
  { title: "COMMAND", cell: ({ command }) => styled("faint", command), cut: 1 },
];

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
      ...table(items, COLUMNS, view),
      [styled("faint", `${items.length} of ${count(total)} processes, scanned ${age(taken_at, view.now)}`)],
    ], view),
});
