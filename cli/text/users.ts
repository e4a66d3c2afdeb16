import type { ListedUser, PersistentUser } from "../../src/contract/wire.ts";
import { bytes, count, duration, percent, rate } from "./format.ts";
import { type Piece, type Style, styled } from "./paint.ts";
import type { Column } from "./table.ts";

const RESOURCE_NAMES = { cpu: "CPU", memory: "memory" } as const;

/** Columns of a table of users and the sum of their processes. */
export const USER_COLUMNS: readonly Column<ListedUser>[] = [
  { title: "USER", cell: ({ user }) => user, cut: 1 },
  { title: "UID", align: "right", cell: ({ uid }) => String(uid), spare: 3 },
  { title: "CPU", align: "right", cell: ({ cpu_percent }) => percent(cpu_percent) },
  { title: "MEMORY", align: "right", cell: ({ memory_bytes }) => bytes(memory_bytes) },
  { title: "MEMORY %", align: "right", cell: ({ memory_percent }) => percent(memory_percent), spare: 2 },
  {
    title: "READ",
    align: "right",
    cell: ({ read_bytes_per_second }) => traffic(read_bytes_per_second),
    spare: 4,
  },
  {
    title: "WRITTEN",
    align: "right",
    cell: ({ write_bytes_per_second }) => traffic(write_bytes_per_second),
    spare: 4,
  },
  { title: "PROCESSES", align: "right", cell: ({ processes }) => count(processes) },
  { title: "THREADS", align: "right", cell: ({ threads }) => count(threads), spare: 1 },
  { title: "LOAD", cell: loadOf },
];

/** Columns of a table of those who have been above a threshold for long. */
export const PERSISTENT_COLUMNS: readonly Column<PersistentUser>[] = [
  { title: "USER", cell: ({ user }) => user, cut: 2 },
  { title: "WHAT", cell: ({ resource }) => RESOURCE_NAMES[resource] },
  { title: "SINCE (UTC)", cell: ({ since }) => since.slice(0, 16).replace("T", " ") },
  { title: "LASTED", align: "right", cell: ({ lasted_seconds }) => duration(lasted_seconds), spare: 1 },
  { title: "AVERAGE", align: "right", cell: ({ average_percent }) => percent(average_percent) },
  { title: "PEAK", align: "right", cell: ({ peak_percent }) => percent(peak_percent) },
  {
    title: "THRESHOLD",
    align: "right",
    cell: ({ threshold_percent }) => percent(threshold_percent),
    spare: 2,
  },
  {
    title: "PROCESSES",
    cell: ({ processes }) => styled("faint", processes.map(({ pid, name }) => `${name} (${pid})`).join(", ")),
    cut: 1,
  },
];

function traffic(bytes_per_second: number | null): Piece {
  return bytes_per_second === null ? styled("faint", "-") : rate(bytes_per_second);
}

const STATE_STYLES: Readonly<Record<ListedUser["cpu_state"], Style>> = {
  normal: "faint",
  spike: "warning",
  persistent: "bad",
};

/** `CPU persistent, memory spike`; what is worse gives the style. */
function loadOf({ cpu_state, memory_state }: ListedUser): Piece {
  const states = [["CPU", cpu_state], ["memory", memory_state]] as const;
  const above = states.filter(([, state]) => state !== "normal");
  const worst = above.find(([, state]) => state === "persistent") ?? above[0];
  const text = above.map(([name, state]) => `${name} ${state}`).join(", ");
  return styled(STATE_STYLES[worst?.[1] ?? "normal"], text === "" ? "normal" : text);
}
