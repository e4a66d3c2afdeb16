import type { ProcessBrief } from "../core/sample.ts";
import type { Parts } from "./parts.ts";
import { round, whole } from "./numbers.ts";
import type { ProcessEntry, ProcessView } from "./process_entry.ts";

/** Processes that alerts may name. */
const TOP = 5;

interface Load {
  cpu_percent: number;
  memory_bytes: number;
  processes: number;
  threads: number;
}

/** Counts, the sum of each user's processes, and the heaviest ones. */
export function summarise(table: ProcessView): Parts["processes"] {
  const counts = { total: 0, running: 0, zombie: 0, threads: 0 };
  const loads = new Map<number, Load>();
  for (const entry of table.entries()) {
    counts.total++;
    counts.threads += entry.threads;
    if (entry.state === "R") counts.running++;
    else if (entry.state === "Z") counts.zombie++;
    let load = loads.get(entry.uid);
    if (!load) loads.set(entry.uid, load = { cpu_percent: 0, memory_bytes: 0, processes: 0, threads: 0 });
    load.cpu_percent += entry.cpu_percent;
    load.memory_bytes += entry.memory_bytes;
    load.processes++;
    load.threads += entry.threads;
  }
  const users = [...loads].map(([uid, load]) => ({
    ...load,
    uid,
    user: table.userName(uid),
    cpu_percent: round(load.cpu_percent),
    memory_bytes: whole(load.memory_bytes),
    memory_percent: table.memoryPercent(load.memory_bytes),
  }));
  const top = {
    cpu: heaviest(table.entries(), (entry) => entry.cpu_percent).map((entry) => brief(table, entry)),
    memory: heaviest(table.entries(), (entry) => entry.memory_bytes).map((entry) => brief(table, entry)),
  };
  return { counts, users, top };
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

/** The few with the highest values above 0, in one pass. */
function heaviest(entries: Iterable<ProcessEntry>, value: (entry: ProcessEntry) => number): ProcessEntry[] {
  const top: ProcessEntry[] = [];
  for (const entry of entries) {
    const least = top.length === TOP && top.at(-1);
    if (value(entry) <= (least ? value(least) : 0)) continue;
    const at = top.findIndex((each) => value(each) < value(entry));
    top.splice(at < 0 ? top.length : at, 0, entry);
    if (top.length > TOP) top.pop();
  }
  return top;
}
