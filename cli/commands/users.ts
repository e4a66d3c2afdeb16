import type { UserLoad } from "../../src/contract/mod.ts";
import type { Command } from "../command.ts";
import { defineList } from "../list.ts";
import { given } from "../option.ts";
import { age, bytes, count, percent, plural } from "../text/format.ts";
import { paint, styled } from "../text/paint.ts";
import { type Column, table } from "../text/table.ts";

const COLUMNS: readonly Column<UserLoad>[] = [
  { title: "USER", cell: ({ user }) => user, cut: 1 },
  { title: "UID", align: "right", cell: ({ uid }) => String(uid) },
  { title: "CPU", align: "right", cell: ({ cpu_percent }) => percent(cpu_percent) },
  { title: "MEMORY", align: "right", cell: ({ memory_bytes }) => bytes(memory_bytes) },
  { title: "MEMORY %", align: "right", cell: ({ memory_percent }) => percent(memory_percent) },
  { title: "PROCESSES", align: "right", cell: ({ processes }) => count(processes) },
  { title: "THREADS", align: "right", cell: ({ threads }) => count(threads) },
];

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
      ...table(items, COLUMNS, view),
      [styled("faint", `${plural(items.length, "user")}, scanned ${age(taken_at, view.now)}`)],
    ], view),
});
