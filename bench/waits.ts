import { V8_FLAGS } from "../src/permissions.ts";
import { settle } from "./subject.ts";

/** How long pings took while something else went on. */
export interface Waits {
  readonly count: number;
  readonly p99_ms: number;
  readonly worst_ms: number;
  /** The longest that the disk took for one page: what is written for good waits for it. */
  readonly disk_ms: number;
}

/** Whom the pings go to. */
export interface Pinged {
  /** Its HTTP socket. */
  readonly path: string;
  readonly pid: number;
  /** A folder whose disk is watched beside. */
  readonly dir: string;
}

/** Pings from a process of its own for as long as the work takes. */
export async function whilePinging({ path, pid, dir }: Pinged, work: () => Promise<void>): Promise<Waits> {
  const program = new URL("./pinger.ts", import.meta.url).pathname;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", program, path, `${pid}`, `${dir}/probe`],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  await settle(0.5);
  await work();
  await child.stdin.close();
  return JSON.parse(new TextDecoder().decode((await child.output()).stdout)) as Waits;
}

/**
 * Pings to a thread of which a worker dies in this way and is started again, see `dying.ts`; without a way to one that
 * has no worker.
 */
export async function whileDying(seconds: number, ...way: readonly string[]): Promise<Waits> {
  const dir = Deno.makeTempDirSync({ prefix: "cortex-bench-" });
  const path = `${dir}/dying.sock`;
  const program = new URL("./dying.ts", import.meta.url).pathname;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", V8_FLAGS, program, path, ...way],
    stdout: "piped",
  }).spawn();
  try {
    const reader = child.stdout.getReader();
    await reader.read();
    reader.releaseLock();
    return await whilePinging({ path, pid: child.pid, dir }, () => settle(seconds));
  } finally {
    child.kill("SIGKILL");
    await child.output();
    Deno.removeSync(dir, { recursive: true });
  }
}
