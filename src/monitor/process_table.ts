import { type HostReader, HostReadError } from "../core/host_reader.ts";
import type { ProcessBrief } from "../core/sample.ts";
import { type KernelUnits, readKernelUnits } from "./aux_vector.ts";
import type { Parts } from "./collector.ts";
import { percentOf, round } from "./numbers.ts";
import { parseProcessStat, type ProcessStat } from "./process_stat.ts";
import { kilobyteFields, readRequired, words } from "./proc_text.ts";
import { createUserNames } from "./user_names.ts";

/** A process of the last scan. What changes is changed in place: a scan of 10,000 makes nothing anew. */
export interface ProcessEntry {
  readonly pid: number;
  /** With the PID the identity of a process: PIDs are used again. */
  readonly start_ticks: number;
  /** Name as the kernel has it. */
  comm: Uint8Array;
  name: string;
  /** Command line; null until somebody asks for it, and again after exec. */
  command: string | null;
  uid: number;
  parent_pid: number;
  state: string;
  threads: number;
  cpu_ticks: number;
  /** Of one core. */
  cpu_percent: number;
  memory_bytes: number;
  /** The scan that saw it last. */
  scan: number;
}

/** All processes as of the last scan. */
export interface ProcessTable {
  /** Reads every process once and sums up. */
  scan(wall_ms: number, steady_ms: number): Parts["processes"];
  /** Wall clock of the last scan; null before the first. */
  takenAt(): number | null;
  entries(): Iterable<ProcessEntry>;
  userName(uid: number): string;
  memoryPercent(memory_bytes: number): number;
  readonly units: KernelUnits;
}

/** The owner of a process is looked up again on every so many scans: setuid(2) changes it without a new start. */
const OWNER_SCANS = 32;
/** Processes that alerts may name. */
const TOP = 5;
/** A process younger than this would get a rate made of rounding. */
const MIN_AGE_SECONDS = 0.1;
const STAT_BYTES = 1024;

/**
 * A table that reads one file a process and scan. The owner is read when a process is new, the command line only
 * when a page shows it. Processes that end while they are read are no error.
 */
export function createProcessTable(host: HostReader): ProcessTable {
  const units = readKernelUnits(host);
  const users = createUserNames(host);
  const decoder = new TextDecoder();
  const table = new Map<number, ProcessEntry>();
  let scans = 0;
  let taken_at_ms: number | null = null;
  let scanned_at = 0;
  let uptime_before = Infinity;
  let total_bytes = 0;

  const ownerOf = (pid: number): number => {
    const status = readQuietly(() => host.readText(`/proc/${pid}/status`, 4096));
    // Real, effective, saved, file system: ps(1) shows the effective one.
    return Number(status?.match(/^Uid:\t\d+\t(\d+)/m)?.[1] ?? 0);
  };

  const firstPercent = (stat: ProcessStat, uptime_seconds: number): number => {
    const started = stat.start_ticks / units.ticks_per_second;
    if (started < uptime_before) return 0;
    const age = Math.max(uptime_seconds - started, MIN_AGE_SECONDS);
    return round(100 * stat.cpu_ticks / units.ticks_per_second / age);
  };

  /** The entry of this very process, new or known, with all but the owner up to date. */
  const update = (pid: number, stat: ProcessStat, seconds: number, uptime_seconds: number): ProcessEntry => {
    const known = table.get(pid);
    if (known?.start_ticks !== stat.start_ticks) {
      const fresh = {
        pid,
        start_ticks: stat.start_ticks,
        comm: stat.comm.slice(), // a copy: the original keeps the whole file in memory
        name: decoder.decode(stat.comm),
        command: null,
        uid: ownerOf(pid),
        parent_pid: stat.parent_pid,
        state: stat.state,
        threads: stat.threads,
        cpu_ticks: stat.cpu_ticks,
        cpu_percent: firstPercent(stat, uptime_seconds),
        memory_bytes: stat.resident_pages * units.page_bytes,
        scan: scans,
      };
      table.set(pid, fresh);
      return fresh;
    }
    const used_ticks = Math.max(0, stat.cpu_ticks - known.cpu_ticks);
    if (seconds > 0) known.cpu_percent = round(100 * used_ticks / units.ticks_per_second / seconds);
    known.cpu_ticks = stat.cpu_ticks;
    known.memory_bytes = stat.resident_pages * units.page_bytes;
    known.parent_pid = stat.parent_pid;
    known.state = stat.state;
    known.threads = stat.threads;
    known.scan = scans;
    const executed = !sameBytes(known.comm, stat.comm);
    if (executed) {
      known.comm = stat.comm.slice();
      known.name = decoder.decode(stat.comm);
    }
    if (executed || (pid + scans) % OWNER_SCANS === 0) {
      known.command = null;
      known.uid = ownerOf(pid);
    }
    return known;
  };

  const readStat = (pid: number): ProcessStat | null => {
    const bytes = readQuietly(() => host.read(`/proc/${pid}/stat`, STAT_BYTES));
    return bytes && parseProcessStat(bytes);
  };

  const brief = (entry: ProcessEntry): ProcessBrief => ({
    pid: entry.pid,
    name: entry.name,
    user: users.nameOf(entry.uid, scanned_at),
    cpu_percent: entry.cpu_percent,
    memory_bytes: entry.memory_bytes,
    memory_percent: percentOf(entry.memory_bytes, total_bytes),
  });

  const summary = (): Parts["processes"] => {
    const counts = { total: table.size, running: 0, zombie: 0, threads: 0 };
    const loads = new Map<number, Load>();
    for (const entry of table.values()) {
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
    return {
      counts,
      users: [...loads].map(([uid, load]) => ({
        ...load,
        uid,
        user: users.nameOf(uid, scanned_at),
        cpu_percent: round(load.cpu_percent),
        memory_percent: percentOf(load.memory_bytes, total_bytes),
      })),
      top: {
        cpu: heaviest(table.values(), (entry) => entry.cpu_percent).map(brief),
        memory: heaviest(table.values(), (entry) => entry.memory_bytes).map(brief),
      },
    };
  };

  return {
    units,
    scan(wall_ms, steady_ms) {
      const names = host.list("/proc");
      if (!names) throw new Error(`Cannot read "/proc": not there`);
      const [uptime_seconds = 0] = words(readRequired(host, "/proc/uptime")).map(Number);
      const seconds = taken_at_ms === null ? 0 : (steady_ms - scanned_at) / 1000;
      total_bytes = kilobyteFields(readRequired(host, "/proc/meminfo")).get("MemTotal") ?? 0;
      scanned_at = steady_ms;
      scans++;
      for (const name of names) {
        const pid = pidOf(name);
        const stat = pid === null ? null : readStat(pid);
        if (pid !== null && stat) update(pid, stat, seconds, uptime_seconds);
      }
      for (const [pid, entry] of table) if (entry.scan !== scans) table.delete(pid);
      uptime_before = uptime_seconds;
      taken_at_ms = wall_ms;
      return summary();
    },
    takenAt: () => taken_at_ms,
    entries: () => table.values(),
    userName: (uid) => users.nameOf(uid, scanned_at),
    memoryPercent: (memory_bytes) => percentOf(memory_bytes, total_bytes),
  };
}

interface Load {
  cpu_percent: number;
  memory_bytes: number;
  processes: number;
  threads: number;
}

/** null for what is not readable: with hidepid= (proc(5)) that may be every process of other users. */
export function readQuietly<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof HostReadError) return null;
    throw error;
  }
}

function pidOf(name: string): number | null {
  const first = name.charCodeAt(0);
  return first >= 0x31 && first <= 0x39 ? Number(name) : null;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
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
