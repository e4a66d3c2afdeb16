import { dirname } from "node:path/posix";
import { CortexError } from "../../src/contract/wire.ts";
import { DAEMON_ENV, daemonLaunch } from "../launch/daemon.ts";

/** From source a daemon is its user's own; a compiled one has its folders built in. */
export const OWN = Deno.build.standalone ? [] : ["--user"];

/** What the launcher itself may do, as in deno.json. */
const LAUNCHER_FLAGS = ["--allow-read", "--allow-env", "--allow-sys=uid", "--allow-run"];

const DENO_RUN = ["run", "--quiet", "--no-prompt"];

const file = (path: string) => new URL(path, import.meta.url).pathname;

/** Program and arguments of the command line, or of a supervised daemon. */
export function launcherCommand(what: "cli" | "supervised"): string[] {
  if (Deno.build.standalone) return [Deno.execPath()];
  return [Deno.execPath(), ...DENO_RUN, ...LAUNCHER_FLAGS, file("../launch.ts"), what];
}

/** How a daemon is called. */
export interface DaemonCommand {
  /** Program and arguments. */
  readonly command: readonly string[];
  /** What it gets beside this process' own variables. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The command of a daemon. A compiled one lies beside the command line; UNAVAILABLE: it is not supervised.
 */
export function daemonCommand(args: readonly string[], supervised: boolean): DaemonCommand {
  if (Deno.build.standalone) {
    if (supervised) {
      throw new CortexError(
        "UNAVAILABLE",
        "Cannot supervise the compiled daemon: systemd does; run systemctl enable --now cortexd",
      );
    }
    return { command: [`${dirname(Deno.execPath())}/cortexd`, ...args], env: DAEMON_ENV };
  }
  if (supervised) return { command: [...launcherCommand("supervised"), ...args], env: {} };
  const own = [...OWN, ...args];
  const { flags, env } = daemonLaunch(own);
  return { command: [Deno.execPath(), ...DENO_RUN, ...flags, file("../../main.ts"), ...own], env };
}
