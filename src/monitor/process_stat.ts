/** What a scan needs of /proc/PID/stat (proc_pid_stat(5)). */
export interface ProcessStat {
  /** Name as the kernel has it, any bytes but NUL. */
  readonly comm: Uint8Array;
  /** One letter as in ps(1). */
  readonly state: string;
  readonly parent_pid: number;
  /** User and system time, ticks. */
  readonly cpu_ticks: number;
  readonly threads: number;
  /** Start after boot, ticks. */
  readonly start_ticks: number;
  readonly resident_pages: number;
}

const OPEN = 0x28, CLOSE = 0x29, SPACE = 0x20, ZERO = 0x30, NINE = 0x39;

/** Fields by the numbers of proc_pid_stat(5), which counts from 1; the first after the name is 3, the state. */
const FIRST = 3;
const LAST = 24;
const PPID = 4, UTIME = 14, STIME = 15, NUM_THREADS = 20, STARTTIME = 22, RSS = 24;

/** More threads there cannot be: each has a PID (proc_sys_kernel(5), pid_max). */
const PID_MAX_LIMIT = 4_194_304;

/**
 * null for anything that is not such a line. The name may hold blanks, parentheses and newlines: the last `)` ends it.
 */
export function parseProcessStat(bytes: Uint8Array): ProcessStat | null {
  const comm_at = bytes.indexOf(OPEN) + 1;
  const comm_end = bytes.lastIndexOf(CLOSE);
  if (comm_at === 0 || comm_end < comm_at) return null;
  const fields = numbersFrom(bytes, comm_end + 2);
  const field = (number: number) => fields[number - FIRST] ?? 0;
  if (fields.length <= RSS - FIRST) return null;
  return {
    comm: bytes.subarray(comm_at, comm_end),
    state: String.fromCharCode(bytes[comm_end + 2] ?? 0),
    parent_pid: field(PPID),
    cpu_ticks: field(UTIME) + field(STIME),
    threads: Math.min(field(NUM_THREADS), PID_MAX_LIMIT),
    start_ticks: field(STARTTIME),
    resident_pages: field(RSS),
  };
}

/** The fields up to {@link LAST} as numbers, without decoding text; signs and letters count as nothing. */
function numbersFrom(bytes: Uint8Array, start: number): number[] {
  const numbers: number[] = [];
  let value = 0;
  for (let at = start; at < bytes.length && numbers.length <= LAST - FIRST; at++) {
    const byte = bytes[at] ?? SPACE;
    if (byte >= ZERO && byte <= NINE) value = value * 10 + byte - ZERO;
    else if (byte === SPACE) {
      numbers.push(Math.min(value, Number.MAX_SAFE_INTEGER));
      value = 0;
    }
  }
  return numbers;
}
