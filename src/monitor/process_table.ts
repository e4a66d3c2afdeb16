import type { HostReader } from "../core/host_reader.ts";
import { type KernelUnits, readKernelUnits } from "./aux_vector.ts";
import type { Parts } from "./parts.ts";
import { percentOf, round, whole } from "./numbers.ts";
import { NO_IO, readProcessIo, restingIo } from "./process_io.ts";
import type { ProcessEntry, ProcessView } from "./process_entry.ts";
import { parseProcessStat, type ProcessStat } from "./process_stat.ts";
import { summarise } from "./process_summary.ts";
import { kilobyteFields, notThere, numbers, readQuietly, readRequired } from "./proc_text.ts";
import { createUserNames } from "./user_names.ts";

/** All processes, scan by scan. */
export interface ProcessTable extends ProcessView {
  /** Reads every process once and sums up. */
  scan(wall_ms: number, steady_ms: number): Parts["processes"];
  /** Wall clock of the last scan; null before the first. */
  takenAt(): number | null;
  readonly units: KernelUnits;
}

/**
 * Owner, command line and what may be read are looked at again after so many scans: a process may change them while
 * it runs.
 */
const REFRESH_SCANS = 32;
/** Where the fields a scan needs nearly always end; what is cut there spares the call that finds the end of file. */
const USUAL_STAT_BYTES = 256;
const STAT_BYTES = 1024;
const STATUS_BYTES = 4096;

/**
 * A table that reads one file a process and scan. The owner is read when a process is new, its I/O when it has used
 * CPU since, without which there is none, and the command line only when a page shows it. Processes that end while
 * they are read are no error.
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

  const ownerOf = (pid: number): number | null => {
    const status = readQuietly(() => host.readText(`/proc/${pid}/status`, STATUS_BYTES));
    // Real, effective, saved, file system: ps(1) shows the effective one.
    const uid = status?.match(/^Uid:\t\d+\t(\d+)/m)?.[1];
    return uid === undefined ? null : Number(uid);
  };

  /** Of the time since the scan before, also for a process that is younger: what its user's sum to is what they used. */
  const percentOver = (seconds: number, used_ticks: number): number =>
    seconds > 0 ? round(100 * used_ticks / units.ticks_per_second / seconds) : 0;

  const add = (pid: number, stat: ProcessStat, seconds: number): void => {
    const uid = ownerOf(pid);
    if (uid === null) return; // it ended just now
    // What one did that is older than the scan before is not known.
    const is_young = stat.start_ticks / units.ticks_per_second >= uptime_before;
    table.set(pid, {
      pid,
      start_ticks: stat.start_ticks,
      comm: stat.comm.slice(), // a copy: the original keeps the whole file in memory
      name: decoder.decode(stat.comm),
      command: null,
      uid,
      parent_pid: stat.parent_pid,
      state: stat.state,
      threads: stat.threads,
      cpu_ticks: stat.cpu_ticks,
      cpu_percent: is_young ? percentOver(seconds, stat.cpu_ticks) : 0,
      memory_bytes: whole(stat.resident_pages * units.page_bytes),
      io: readProcessIo(host, pid, is_young ? NO_IO : null, seconds),
      scan: scans,
    });
  };

  const update = (known: ProcessEntry, stat: ProcessStat, seconds: number): void => {
    const used_ticks = Math.max(0, stat.cpu_ticks - known.cpu_ticks);
    known.cpu_percent = percentOver(seconds, used_ticks);
    known.cpu_ticks = stat.cpu_ticks;
    known.memory_bytes = whole(stat.resident_pages * units.page_bytes);
    known.parent_pid = stat.parent_pid;
    known.state = stat.state;
    known.threads = stat.threads;
    known.scan = scans;
    const executed = !sameBytes(known.comm, stat.comm);
    if (executed) {
      known.comm = stat.comm.slice();
      known.name = decoder.decode(stat.comm);
    }
    const refresh = executed || (known.pid + scans) % REFRESH_SCANS === 0;
    const moves = known.io !== null && used_ticks > 0;
    known.io = moves || refresh ? readProcessIo(host, known.pid, known.io, seconds) : restingIo(known.io);
    if (refresh) {
      known.command = null;
      known.uid = ownerOf(known.pid) ?? known.uid;
    }
  };

  const readStat = (pid: number, limit = USUAL_STAT_BYTES): ProcessStat | null => {
    const bytes = readQuietly(() => host.read(`/proc/${pid}/stat`, limit));
    if (bytes === null) return null;
    const stat = parseProcessStat(bytes);
    return stat === null && bytes.length === USUAL_STAT_BYTES ? readStat(pid, STAT_BYTES) : stat;
  };

  const self: ProcessTable = {
    units,
    scan(wall_ms, steady_ms) {
      const names = host.list("/proc");
      if (!names) throw notThere("/proc");
      const [uptime_seconds = 0] = numbers(readRequired(host, "/proc/uptime"));
      const seconds = taken_at_ms === null ? 0 : (steady_ms - scanned_at) / 1000;
      total_bytes = kilobyteFields(readRequired(host, "/proc/meminfo")).get("MemTotal") ?? 0;
      scanned_at = steady_ms;
      scans++;
      for (const name of names) {
        const pid = pidOf(name);
        const stat = pid === null ? null : readStat(pid);
        if (pid === null || stat === null) continue;
        const known = table.get(pid);
        if (known?.start_ticks === stat.start_ticks) update(known, stat, seconds);
        else add(pid, stat, seconds);
      }
      for (const [pid, entry] of table) if (entry.scan !== scans) table.delete(pid);
      uptime_before = uptime_seconds;
      taken_at_ms = wall_ms;
      return summarise(self);
    },
    takenAt: () => taken_at_ms,
    entries: () => table.values(),
    userName: (uid) => users.nameOf(uid, scanned_at),
    memoryPercent: (memory_bytes) => percentOf(memory_bytes, total_bytes),
  };
  return self;
}

function pidOf(name: string): number | null {
  const first = name.charCodeAt(0);
  return first >= 0x31 && first <= 0x39 ? Number(name) : null;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
