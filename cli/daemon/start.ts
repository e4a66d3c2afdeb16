import { connect } from "../../src/client/mod.ts";
import { parseDaemonOptions, type Paths, readStart } from "../../src/config/launch.ts";
import { infoOf } from "../../src/core/absent.ts";
import { isFree } from "../../src/core/lock.ts";
import { CortexError, type OutputOf } from "../../src/contract/wire.ts";
import { STDERR_FILE } from "../../src/log/launch.ts";
import type { Context } from "../command.ts";
import type { StartValues } from "./options.ts";
import { daemonCommand, OWN } from "./program.ts";

/** What came of a start. */
export interface Started {
  readonly already: boolean;
  readonly log: string;
  readonly status: OutputOf<"daemon.status">;
}

/** How long a daemon may take until it is ready, milliseconds. */
const READY_MS = 60_000;

/** Pause between two looks, milliseconds. */
const LOOK_MS = 50;

/** Lines of the log that tell why a start failed. */
const LAST_LINES = 5;

/** Makes the folder, sends what is printed to the log in it, and becomes the program. */
const SCRIPT = 'umask 077; mkdir -p "$1" && exec >>"$2" 2>&1 && shift 2 && exec "$@"';

/**
 * Starts a daemon of the user's own in a session of its own and waits until it is ready. Throws UNAVAILABLE with the
 * end of its log when it ends instead, TIMEOUT when it does neither.
 */
export async function startOwn(values: StartValues, context: Context): Promise<Started> {
  const own = meant(values, context);
  const running = await statusAt(own.paths);
  if (running !== null) return { already: true, log: logOf(own), status: running };
  return await launch(own, values.supervise, null, context);
}

/** The same, in the place of the one that runs: no request is lost meanwhile. */
export async function restartOwn(values: StartValues, context: Context): Promise<Started> {
  const own = meant(values, context);
  const running = await statusAt(own.paths);
  if (running === null) return await launch(own, values.supervise, null, context);
  checkSame(own.paths, running);
  const pid_file = values["pid-file"] ?? running.pid_file ?? undefined;
  const { paths, args } = meant({ ...values, "pid-file": pid_file }, context);
  return await launch({ paths, args: [...args, "--take-over"] }, values.supervise, running.pid, context);
}

/** Throws INVALID_PARAMS where the new one would go on with other files than the one that runs was started with. */
function checkSame({ state_dir, config }: Paths, { store, config_files }: OutputOf<"daemon.status">): void {
  const refuse = (state: string) => {
    throw new CortexError("INVALID_PARAMS", `Cannot restart the daemon: ${state}`);
  };
  if (store.path !== null && store.path !== `${state_dir}/cortex.db`) {
    refuse(`its database is "${store.path}"; give the --state-dir it was started with`);
  }
  const foreign = config_files.find((file) =>
    !config.some(({ kind, path }) => kind === "folder" ? file.startsWith(`${path}/`) : file === path)
  );
  if (foreign !== undefined) refuse(`it was started with --config; set CORTEX_CONFIG=${foreign}`);
}

/**
 * Starts it and waits until it answers, and not the one that ran before. Where another start was faster, that one's
 * daemon is waited for.
 */
async function launch(
  own: Meant,
  supervised: boolean,
  before: number | null,
  context: Context,
): Promise<Started> {
  const { paths, args } = own;
  const log = logOf(own);
  const written = infoOf(log)?.size ?? 0;
  const { command, env } = daemonCommand(args, supervised);
  const child = new Deno.Command("/bin/sh", {
    args: ["-c", SCRIPT, "sh", paths.state_dir, log, ...command],
    env: { ...env, [STDERR_FILE]: log },
    stdin: "null",
    stdout: "null",
    stderr: "null",
    detached: true,
  }).spawn();
  child.unref();
  let ended: number | undefined;
  void child.status.then(({ code }) => ended = code);
  for (const end = context.now() + READY_MS; context.now() < end;) {
    const status = await statusAt(paths);
    const already = ended !== undefined;
    if (status?.healthy === true && status.pid !== before) return { already, log, status };
    if (already && (before !== null || isFree(paths.socket_dir))) {
      const said = tail(log, written);
      throw new CortexError("UNAVAILABLE", `Cannot start the daemon: it ended with ${ended}\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new CortexError("TIMEOUT", `Cannot start the daemon: not ready after ${READY_MS} ms; see ${log}`);
}

/** A daemon's arguments, and where it will be. */
interface Meant {
  readonly args: readonly string[];
  readonly paths: Paths;
}

function logOf({ paths }: Meant): string {
  return `${paths.state_dir}/daemon.log`;
}

function meant(values: StartValues, { socket_dir, instance, env }: Context): Meant {
  const given = {
    "socket-dir": socket_dir,
    "state-dir": values["state-dir"],
    "pid-file": values["pid-file"],
    instance,
  };
  const args = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}=${value}`]
  );
  const { paths } = readStart(parseDaemonOptions([...OWN, ...args], env));
  return { args, paths };
}

/** The status of the daemon there; null when none answers. */
async function statusAt({ socket_dir }: Paths): Promise<OutputOf<"daemon.status"> | null> {
  try {
    await using client = await connect({ socket_dir });
    return await client.daemon.status();
  } catch (error) {
    if (error instanceof CortexError && error.row.exit === 3) return null;
    throw error;
  }
}

/** The last lines of a log that are new; all of a log that was put aside meanwhile. */
function tail(log: string, written: number): string {
  try {
    const bytes = Deno.readFileSync(log);
    const text = new TextDecoder().decode(bytes.subarray(bytes.length < written ? 0 : written));
    return text.trim().split("\n").slice(-LAST_LINES).join("\n");
  } catch {
    return `there is no log at ${log}`;
  }
}
