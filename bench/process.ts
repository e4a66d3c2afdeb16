/** Figures of a running process from /proc (proc_pid_stat(5)). */
const PAGE_BYTES = 4096;
const TICKS_PER_SECOND = 100;

/** Resident memory, bytes. */
export function residentBytes(pid: number): number {
  const fields = Deno.readTextFileSync(`/proc/${pid}/statm`).split(" ");
  return Number(fields[1]) * PAGE_BYTES;
}

/** Processor time used so far, seconds. */
export function cpuSeconds(pid: number): number {
  const text = Deno.readTextFileSync(`/proc/${pid}/stat`);
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Time that the main thread has been ready without having a processor so far, milliseconds (proc_pid_schedstat). */
export function queuedMs(pid: number): number {
  const [, waited_ns = ""] = Deno.readTextFileSync(`/proc/${pid}/task/${pid}/schedstat`).split(" ");
  return Number(waited_ns) / 1e6;
}

/** Milliseconds from now on, without those in which this thread was ready and had no processor. */
export function stopwatch(): () => number {
  const queued = queuedMs(Deno.pid);
  const before = performance.now();
  return () => {
    const passed = performance.now() - before;
    return Math.max(0, passed - (queuedMs(Deno.pid) - queued));
  };
}

/** A child that is killed with the block. */
export interface Child extends Disposable {
  readonly pid: number;
}

/** Runs one of the yardsticks with this Deno. */
export function spawnBare(name: "serve" | "echo" | "streams", ...args: string[]): Child {
  const file = new URL(`./bare/${name}.ts`, import.meta.url).pathname;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", file, ...args],
    stdout: "null",
    stderr: "null",
  }).spawn();
  return { pid: child.pid, [Symbol.dispose]: () => child.kill("SIGKILL") };
}

/** Waits until somebody listens at a socket. */
export async function waitForSocket(path: string): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    try {
      (await Deno.connect({ transport: "unix", path })).close();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
  throw new Error(`Nobody listens at ${path}`);
}

/** Files, sockets and pipes that a process has open. */
export function descriptors(pid: number): number {
  return [...Deno.readDirSync(`/proc/${pid}/fd`)].length;
}
