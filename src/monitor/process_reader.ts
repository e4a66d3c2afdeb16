import type { HostReader } from "../core/host_reader.ts";
import type { KernelUnits } from "./aux_vector.ts";
import { round, whole } from "./numbers.ts";
import { NO_IO, readProcessIo, restingIo } from "./process_io.ts";
import type { ProcessEntry } from "./process_entry.ts";
import { parseProcessStat, type ProcessStat } from "./process_stat.ts";
import { readQuietly } from "./proc_text.ts";

/** A scan of all processes. */
export interface Scan {
  /** Its number, from 1. */
  readonly number: number;
  /** Time since the scan before, seconds; 0 at the first one. */
  readonly seconds: number;
  /** Uptime of the host at the scan before, seconds: what started later was never seen. Infinity at the first one. */
  readonly uptime_before_seconds: number;
}

/** Reads processes, one file each and scan. */
export interface ProcessReader {
  /** null: it has ended. */
  stat(pid: number): ProcessStat | null;
  /** What is known of one that is new; null: it ended just now. */
  begin(pid: number, stat: ProcessStat, scan: Scan): ProcessEntry | null;
  /** Brings one up to date that was there at the scan before. */
  update(known: ProcessEntry, stat: ProcessStat, scan: Scan): void;
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
 * The owner is read when a process is new, its I/O when it has used CPU since, without which there is none, and the
 * command line not at all: only a page shows it.
 */
export function createProcessReader(host: HostReader, units: KernelUnits): ProcessReader {
  const decoder = new TextDecoder();

  const ownerOf = (pid: number): number | null => {
    const status = readQuietly(() => host.readText(`/proc/${pid}/status`, STATUS_BYTES));
    // Real, effective, saved, file system: ps(1) shows the effective one.
    const uid = status?.match(/^Uid:\t\d+\t(\d+)/m)?.[1];
    return uid === undefined ? null : Number(uid);
  };

  /**
   * Of the time since the scan before, also for a process that is younger: what its user's sum to is what they used.
   */
  const percentOver = (seconds: number, used_ticks: number): number =>
    seconds > 0 ? round(100 * used_ticks / units.ticks_per_second / seconds) : 0;

  const readStat = (pid: number, limit = USUAL_STAT_BYTES): ProcessStat | null => {
    const bytes = readQuietly(() => host.read(`/proc/${pid}/stat`, limit));
    if (bytes === null) return null;
    const stat = parseProcessStat(bytes);
    return stat === null && bytes.length === USUAL_STAT_BYTES ? readStat(pid, STAT_BYTES) : stat;
  };

  return {
    stat: readStat,
    begin: (pid, stat, { number, seconds, uptime_before_seconds }) => {
      const uid = ownerOf(pid);
      if (uid === null) return null;
      // What one did that is older than the scan before is not known.
      const is_young = stat.start_ticks / units.ticks_per_second >= uptime_before_seconds;
      return {
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
        scan: number,
      };
    },
    update: (known, stat, { number, seconds }) => {
      const used_ticks = Math.max(0, stat.cpu_ticks - known.cpu_ticks);
      known.cpu_percent = percentOver(seconds, used_ticks);
      known.cpu_ticks = stat.cpu_ticks;
      known.memory_bytes = whole(stat.resident_pages * units.page_bytes);
      known.parent_pid = stat.parent_pid;
      known.state = stat.state;
      known.threads = stat.threads;
      known.scan = number;
      const executed = !sameBytes(known.comm, stat.comm);
      if (executed) {
        known.comm = stat.comm.slice();
        known.name = decoder.decode(stat.comm);
      }
      const refresh = executed || (known.pid + number) % REFRESH_SCANS === 0;
      const moves = known.io !== null && used_ticks > 0;
      known.io = moves || refresh ? readProcessIo(host, known.pid, known.io, seconds) : restingIo(known.io);
      if (refresh) {
        known.command = null;
        known.uid = ownerOf(known.pid) ?? known.uid;
      }
    },
  };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
