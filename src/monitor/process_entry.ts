import type { ProcessIo } from "./process_io.ts";

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
  /** null where this daemon may not look. */
  io: ProcessIo | null;
  /** The scan that saw it last. */
  scan: number;
}

/** The processes of the last scan, and what is known about all of them. */
export interface ProcessView {
  entries(): Iterable<ProcessEntry>;
  userName(uid: number): string;
  /** Share of the host's memory. */
  memoryPercent(memory_bytes: number): number;
}
