import type { HostReader } from "../core/host_reader.ts";
import { round, whole } from "./numbers.ts";
import { readQuietly } from "./proc_text.ts";

/** What a process moves from and to storage; the page cache is not storage (proc_pid_io(5)). */
export interface ProcessIo {
  /** Since its start, as of the last reading. */
  readonly read_bytes: number;
  readonly write_bytes: number;
  readonly read_bytes_per_second: number;
  readonly write_bytes_per_second: number;
}

/** What a process that just started has moved. */
export const NO_IO: ProcessIo = {
  read_bytes: 0,
  write_bytes: 0,
  read_bytes_per_second: 0,
  write_bytes_per_second: 0,
};

/** Seven lines of a name and at most 20 digits. */
const IO_BYTES = 512;

/**
 * What a process has moved by now, and how much of that a second since `before`; without it the rates are 0. null
 * where this daemon may not look (ptrace(2), access mode PTRACE_MODE_READ_FSCREDS) or the kernel counts nothing.
 */
export function readProcessIo(
  host: HostReader,
  pid: number,
  before: ProcessIo | null,
  seconds: number,
): ProcessIo | null {
  const text = readQuietly(() => host.readText(`/proc/${pid}/io`, IO_BYTES));
  const [, read] = text?.match(/^read_bytes: (\d+)$/m) ?? [];
  const [, written] = text?.match(/^write_bytes: (\d+)$/m) ?? [];
  if (read === undefined || written === undefined) return null;
  const read_bytes = whole(Number(read));
  const write_bytes = whole(Number(written));
  const rate = (now: number, then: number) => seconds > 0 ? round(Math.max(0, now - then) / seconds) : 0;
  return {
    read_bytes,
    write_bytes,
    read_bytes_per_second: before === null ? 0 : rate(read_bytes, before.read_bytes),
    write_bytes_per_second: before === null ? 0 : rate(write_bytes, before.write_bytes),
  };
}

/** The same counters while nothing is moved. */
export function restingIo(io: ProcessIo | null): ProcessIo | null {
  const rests = io === null || io.read_bytes_per_second + io.write_bytes_per_second === 0;
  return rests ? io : { ...io, read_bytes_per_second: 0, write_bytes_per_second: 0 };
}
