import { has, type Ran, run } from "./_run.ts";

const CHECKOUT = new URL("../../", import.meta.url).pathname;
const TOOL = `${CHECKOUT}tests/tools/systemd_box.sh`;

/** Where the program lies in a box, and what runs it there. */
export const BOX_PROGRAM = "/opt/cortex/program";
export const BOX_DENO = "/opt/cortex/bin/deno";

/** Variables of whatever runs the program in a box: its modules are at hand, nothing is downloaded. */
export const BOX_ENVIRONMENT: Readonly<Record<string, string>> = {
  DENO_DIR: "/opt/cortex/cache",
  NO_COLOR: "1",
};

/** A machine of its own, booted by a real systemd, without any network but loopback. */
export interface Box extends Disposable {
  /** Its root folder, seen from here. */
  readonly root: string;
  /** Process 1 of it, seen from here. */
  readonly leader: number;
  /** Runs a command inside, as root. */
  run(command: string, ...args: string[]): Ran;
  /** Starts one and does not wait. */
  spawn(command: string, ...args: string[]): Deno.ChildProcess;
  /** Runs one; throws with what it printed when it fails. */
  must(command: string, ...args: string[]): string;
  /** Writes a file, with its folders. `/run` and `/tmp` are other file systems inside. */
  write(path: string, text: string): void;
  /** Asks the daemon on an HTTP socket in the box; throws for anything but success. */
  get<T>(socket: string, path: string): T;
}

/** What is missing here to boot one; undefined where nothing is. */
export function missingForBox(): string | undefined {
  if (Deno.uid() !== 0) return "root";
  return ["debootstrap", "systemd-nspawn"].find((command) => !has(command));
}

/** Boots a box with this program and its Deno in it; powered off and removed with the block. */
export function bootBox(): Box {
  const folder = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-box-" });
  const root = `${folder}/root`;
  must("cp", "-a", "--reflink=auto", must("bash", TOOL, "base").trim(), root);
  installProgram(root);
  const leader = Number(must("bash", TOOL, "start", root).trim());
  const inside = (
    command: string,
    args: string[],
  ) => [TOOL, "exec", root, "env", "-i", ...variables(), command, ...args];
  const runInside = (command: string, ...args: string[]) => run("bash", inside(command, args));
  const box: Box = {
    root,
    leader,
    run: runInside,
    spawn: (command, ...args) =>
      new Deno.Command("bash", {
        args: inside(command, args),
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
      }).spawn(),
    must: (command, ...args) => checked([command, ...args], runInside(command, ...args)),
    write: (path, text) => {
      Deno.mkdirSync(`${root}${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
      Deno.writeTextFileSync(`${root}${path}`, text);
    },
    get: (socket, path) =>
      JSON.parse(
        box.must("curl", "-sS", "--fail-with-body", "--unix-socket", socket, `http://cortex${path}`),
      ),
    [Symbol.dispose]: () => {
      must("bash", TOOL, "stop", root);
      Deno.removeSync(folder, { recursive: true });
    },
  };
  return box;
}

/** The id here of a process that the box itself knows by another one. */
export function pidHere({ leader }: Box, pid: number): number {
  const namespace = Deno.readLinkSync(`/proc/${leader}/ns/pid`);
  const found = [...Deno.readDirSync("/proc")].map(({ name }) => Number(name)).find((one) => {
    try {
      return Deno.readLinkSync(`/proc/${one}/ns/pid`) === namespace &&
        Deno.readTextFileSync(`/proc/${one}/status`).match(/^NSpid:.*\t(\d+)$/m)?.[1] === String(pid);
    } catch {
      return false; // no process, or one that has ended
    }
  });
  if (found === undefined) throw new Error(`There is no process ${pid} in the box`);
  return found;
}

function installProgram(root: string): void {
  const program = `${root}${BOX_PROGRAM}`;
  Deno.mkdirSync(program, { recursive: true });
  Deno.mkdirSync(`${root}/opt/cortex/bin`);
  Deno.mkdirSync(`${root}/opt/cortex/cache`);
  const parts = [
    "main.ts",
    "mod.ts",
    "deno.json",
    "deno.lock",
    "src",
    "cli",
    "tests/lint",
    "systemd",
    "tests/tools",
  ];
  must("cp", "-a", "--parents", "-t", program, ...parts.map((part) => `./${part}`));
  must("cp", Deno.execPath(), `${root}${BOX_DENO}`);
  const { denoDir } = JSON.parse(must(Deno.execPath(), "info", "--json")) as { denoDir: string };
  must("cp", "-a", `${denoDir}/npm`, `${root}/opt/cortex/cache/npm`);
  must("chown", "-R", "0:0", `${root}/opt/cortex`);
  must("chmod", "-R", "a+rX", `${root}/opt/cortex`);
}

function variables(): string[] {
  const all = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", HOME: "/root", LC_ALL: "C", ...BOX_ENVIRONMENT };
  return Object.entries(all).map(([name, value]) => `${name}=${value}`);
}

function must(command: string, ...args: string[]): string {
  return checked([command, ...args], run(command, args, CHECKOUT));
}

function checked(command: readonly string[], { code, stdout, stderr }: Ran): string {
  if (code === 0) return stdout;
  throw new Error(`Cannot run "${command.join(" ")}": it ended with ${code}: ${stderr}${stdout}`);
}
