import type { UserLoad } from "../../src/contract/wire.ts";
import { bytes, count, percent, rate } from "./format.ts";
import { type Piece, styled } from "./paint.ts";
import type { Column } from "./table.ts";

/** Columns of a table of users and the sum of their processes. */
export const USER_COLUMNS: readonly Column<UserLoad>[] = [
  { title: "USER", cell: ({ user }) => user, cut: 1 },
  { title: "UID", align: "right", cell: ({ uid }) => String(uid), spare: 4 },
  { title: "CPU", align: "right", cell: ({ cpu_percent }) => percent(cpu_percent) },
  { title: "MEMORY", align: "right", cell: ({ memory_bytes }) => bytes(memory_bytes) },
  { title: "MEMORY %", align: "right", cell: ({ memory_percent }) => percent(memory_percent), spare: 3 },
  {
    title: "READ",
    align: "right",
    cell: ({ read_bytes_per_second }) => traffic(read_bytes_per_second),
    spare: 2,
  },
  {
    title: "WRITTEN",
    align: "right",
    cell: ({ write_bytes_per_second }) => traffic(write_bytes_per_second),
    spare: 2,
  },
  { title: "PROCESSES", align: "right", cell: ({ processes }) => count(processes) },
  { title: "THREADS", align: "right", cell: ({ threads }) => count(threads), spare: 1 },
];

function traffic(bytes_per_second: number | null): Piece {
  return bytes_per_second === null ? styled("faint", "-") : rate(bytes_per_second);
}
