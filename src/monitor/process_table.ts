import type { HostReader } from "../core/host_reader.ts";
import { type KernelUnits, readKernelUnits } from "./aux_vector.ts";
import type { Parts } from "./parts.ts";
import { percentOf } from "./numbers.ts";
import type { ProcessEntry, ProcessView } from "./process_entry.ts";
import { createProcessReader, type Scan } from "./process_reader.ts";
import { summarise } from "./process_summary.ts";
import { kilobyteFields, notThere, numbers, readRequired } from "./proc_text.ts";
import { createUserNames } from "./user_names.ts";

/** All processes, scan by scan. */
export interface ProcessTable extends ProcessView {
  /** Reads every process once and sums up. */
  scan(wall_ms: number, steady_ms: number): Parts["processes"];
  /** Wall clock of the last scan; null before the first. */
  takenAt(): number | null;
  readonly units: KernelUnits;
}

/** A table with nothing in it. Processes that end while they are read are no error. */
export function createProcessTable(host: HostReader): ProcessTable {
  const units = readKernelUnits(host);
  const users = createUserNames(host);
  const reader = createProcessReader(host, units);
  const table = new Map<number, ProcessEntry>();
  let scans = 0;
  let taken_at_ms: number | null = null;
  let scanned_at_ms = 0;
  let uptime_before_seconds = Infinity;
  let total_bytes = 0;

  const self: ProcessTable = {
    units,
    scan(wall_ms, steady_ms) {
      const names = host.list("/proc");
      if (!names) throw notThere("/proc");
      const [uptime_seconds = 0] = numbers(readRequired(host, "/proc/uptime"));
      const seconds = taken_at_ms === null ? 0 : (steady_ms - scanned_at_ms) / 1000;
      total_bytes = kilobyteFields(readRequired(host, "/proc/meminfo")).get("MemTotal") ?? 0;
      scanned_at_ms = steady_ms;
      const scan: Scan = { number: ++scans, seconds, uptime_before_seconds };
      for (const name of names) {
        const pid = pidOf(name);
        const stat = pid === null ? null : reader.stat(pid);
        if (pid === null || stat === null) continue;
        const known = table.get(pid);
        if (known?.start_ticks === stat.start_ticks) {
          reader.update(known, stat, scan);
        } else {
          const entry = reader.begin(pid, stat, scan);
          if (entry !== null) table.set(pid, entry);
        }
      }
      for (const [pid, entry] of table) if (entry.scan !== scans) table.delete(pid);
      uptime_before_seconds = uptime_seconds;
      taken_at_ms = wall_ms;
      return summarise(self);
    },
    takenAt: () => taken_at_ms,
    entries: () => table.values(),
    userName: (uid) => users.nameOf(uid, scanned_at_ms),
    memoryPercent: (memory_bytes) => percentOf(memory_bytes, total_bytes),
  };
  return self;
}

function pidOf(name: string): number | null {
  const first = name.charCodeAt(0);
  return first >= 0x31 && first <= 0x39 ? Number(name) : null;
}
