import type { ProcessBrief } from "../contract/mod.ts";
import type { Parts } from "./parts.ts";
import { round, whole } from "./numbers.ts";
import type { ProcessEntry, ProcessView } from "./process_entry.ts";

/** Processes that alerts may name: of the whole host, and of each of so many users that are the heaviest. */
const TOP = 5;
const TOP_OF_USER = 3;
const TOP_USERS = 10;

/** What is summed up of a user, and the heaviest of their processes. */
interface Load {
  cpu_percent: number;
  memory_bytes: number;
  processes: number;
  threads: number;
  /** null until a process is found whose I/O may be read. */
  read_bytes_per_second: number | null;
  write_bytes_per_second: number | null;
  readonly top: { readonly cpu: ProcessEntry[]; readonly memory: ProcessEntry[] };
}

const LOAD_OF = {
  cpu: (entry: { readonly cpu_percent: number }) => entry.cpu_percent,
  memory: (entry: { readonly memory_bytes: number }) => entry.memory_bytes,
} as const;

/** Counts, the sum of each user's processes, and the heaviest ones. */
export function summarise(table: ProcessView): Parts["processes"] {
  const counts = { total: 0, running: 0, zombie: 0, threads: 0 };
  const loads = new Map<number, Load>();
  const top = { cpu: [] as ProcessEntry[], memory: [] as ProcessEntry[] };
  for (const entry of table.entries()) {
    counts.total++;
    counts.threads += entry.threads;
    if (entry.state === "R") counts.running++;
    else if (entry.state === "Z") counts.zombie++;
    let load = loads.get(entry.uid);
    if (!load) loads.set(entry.uid, load = noLoad());
    add(load, entry);
    for (const resource of ["cpu", "memory"] as const) {
      offer(top[resource], entry, LOAD_OF[resource], TOP);
      offer(load.top[resource], entry, LOAD_OF[resource], TOP_OF_USER);
    }
  }
  const users = [...loads].map(([uid, { top: _, ...load }]) => ({
    ...load,
    uid,
    user: table.userName(uid),
    cpu_percent: round(load.cpu_percent),
    memory_bytes: whole(load.memory_bytes),
    memory_percent: table.memoryPercent(load.memory_bytes),
  }));
  const named = (resource: keyof typeof top) =>
    withThoseOfUsers(top[resource], [...loads.values()], resource).map((entry) => brief(table, entry));
  return { counts, users, top: { cpu: named("cpu"), memory: named("memory") } };
}

function noLoad(): Load {
  return {
    cpu_percent: 0,
    memory_bytes: 0,
    processes: 0,
    threads: 0,
    read_bytes_per_second: null,
    write_bytes_per_second: null,
    top: { cpu: [], memory: [] },
  };
}

function add(load: Load, { cpu_percent, memory_bytes, threads, io }: ProcessEntry): void {
  load.cpu_percent += cpu_percent;
  load.memory_bytes += memory_bytes;
  load.processes++;
  load.threads += threads;
  if (io === null) return;
  load.read_bytes_per_second = round((load.read_bytes_per_second ?? 0) + io.read_bytes_per_second);
  load.write_bytes_per_second = round((load.write_bytes_per_second ?? 0) + io.write_bytes_per_second);
}

/** The heaviest of the host, then those of the heaviest users that are not among them, all in falling order. */
function withThoseOfUsers(
  host: readonly ProcessEntry[],
  loads: readonly Load[],
  resource: "cpu" | "memory",
): ProcessEntry[] {
  const value = LOAD_OF[resource];
  const users = loads.toSorted((a, b) => value(b) - value(a)).slice(0, TOP_USERS);
  return [...new Set([...host, ...users.flatMap((load) => load.top[resource])])]
    .sort((a, b) => value(b) - value(a));
}

function brief(table: ProcessView, entry: ProcessEntry): ProcessBrief {
  return {
    pid: entry.pid,
    name: entry.name,
    user: table.userName(entry.uid),
    cpu_percent: entry.cpu_percent,
    memory_bytes: entry.memory_bytes,
    memory_percent: table.memoryPercent(entry.memory_bytes),
  };
}

/** Puts an entry among so many with the highest values above 0, in falling order, if it is one of them. */
function offer(
  top: ProcessEntry[],
  entry: ProcessEntry,
  value: (entry: ProcessEntry) => number,
  most: number,
): void {
  const least = top.length === most && top.at(-1);
  if (value(entry) <= (least ? value(least) : 0)) return;
  const at = top.findIndex((each) => value(each) < value(entry));
  top.splice(at < 0 ? top.length : at, 0, entry);
  if (top.length > most) top.pop();
}
