import type { Process } from "../../src/contract/wire.ts";
import { bytes, count, percent } from "./format.ts";
import { styled } from "./paint.ts";
import type { Column } from "./table.ts";

/** Columns of a table of processes. */
export const PROCESS_COLUMNS: readonly Column<Process>[] = [
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
