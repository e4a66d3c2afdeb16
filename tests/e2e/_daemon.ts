import type { InputOf, OperationName, OutputOf } from "../../src/contract/mod.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

/** How a daemon under test is started. */
export interface DaemonOptions {
  /** Folder for sockets and state; the same one again starts the same daemon again. */
  readonly dir: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What the shell does before it becomes the launcher. */
  readonly shell?: string;
  /** How often it is asked whether it answers yet, milliseconds. @default {50} */
  readonly look_ms?: number;
  /** What is waited for: its first answer, which may come before all has started. @default {"running"} */
  readonly until?: "answering" | "running";
}

/** A real daemon, started as `deno task start` starts it. */
export interface Daemon extends AsyncDisposable {
  readonly dir: string;
  readonly http_socket: string;
  readonly raw_socket: string;
  /** Pid of the daemon itself, not of the launcher. */
  readonly pid: number;
  /** Everything it wrote to stderr and stdout so far. */
  output(): string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  get<N extends OperationName>(name: N, path: string): Promise<OutputOf<N>>;
  post<N extends OperationName>(name: N, path: string, body?: InputOf<N>): Promise<OutputOf<N>>;
  /** Ends the connections of the requests so far, which would be kept for a while. */
  hangUp(): void;
  /** Sends a signal to the daemon and gives back its exit code once it and its launcher are gone. */
  stop(signal?: Deno.Signal): Promise<number>;
}

/** A folder for one daemon, short enough for socket paths. */
export function daemonDir(): string {
  return Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-" });
}

/**
 * A recorded host of the fixtures, copied into the folder of a daemon: a compiled daemon may read the folders that it
 * was made for and no others, and a checkout may lie anywhere.
 */
export function recordedHost(dir: string, name = "debian-12-systemd"): string {
  const root = `${dir}/host`;
  Deno.mkdirSync(root, { recursive: true });
  copyHost(root, name);
  return root;
}

/** Copies a recorded host of the fixtures into a folder that is there. */
export function copyHost(root: string, name = "debian-12-systemd"): void {
  const from = `${ROOT}tests/fixtures/host/${name}`;
  const { success } = new Deno.Command("cp", { args: ["-r", `${from}/.`, root] }).outputSync();
  if (!success) throw new Error(`Cannot copy ${from}`);
}

/** Environment without anything of the outer one that a daemon could take up. */
export function cleanEnv(dir: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept = ["PATH", "DENO_DIR", "DENO_TLS_CA_STORE", "NPM_CONFIG_REGISTRY", "HOME"];
  const own = Object.fromEntries(kept.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  }));
  const home = own.DENO_DIR === undefined && own.HOME !== undefined
    ? { DENO_DIR: `${own.HOME}/.cache/deno` }
    : {};
  return {
    NO_COLOR: "1",
    ...home,
    ...own,
    // Reading the packages of the machine would only slow down the tests that are about something else.
    CORTEX__INVENTORY__ENABLED: "false",
    HOME: dir,
    XDG_RUNTIME_DIR: `${dir}/xdg`,
    ...Deno.env.has("CORTEX_TEST_BIN") ? { CORTEX_CONFIG_DIR: `${dir}/.cortex` } : {},
    ...more,
  };
}

/** Runs the launcher and waits until the daemon answers. Throws with its output when it ends instead. */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const { dir } = options;
  const child = spawnLauncher([
    "daemon",
    "--socket-dir",
    `${dir}/run`,
    "--state-dir",
    `${dir}/state`,
    ...options.args ?? [],
  ], {
    dir,
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.shell === undefined ? {} : { shell: options.shell }),
  });
  let output = "";
  const reading = Promise.all([child.stdout, child.stderr].map(async (stream) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) output += text;
  }));
  const http_socket = `${dir}/run/http.sock`;
  const connect = () => Deno.createHttpClient({ proxy: { transport: "unix", path: http_socket } });
  let client = connect();
  const hangUp = () => {
    client.close();
    client = connect();
  };
  const fetchPath = (path: string, init: RequestInit = {}) =>
    fetch(`http://192.0.2.1${path}`, { ...init, client });
  let ended: number | undefined;
  const status = child.status.then((one) => ended = one.code);
  const pid = await waitFor("the daemon's first answer", async () => {
    if (ended !== undefined) throw new Error(`The daemon ended with ${ended}: ${output}`);
    const response = await fetchPath("/v1/status");
    const status: OutputOf<"daemon.status"> = await response.json();
    return options.until !== "answering" && status.state === "starting" ? undefined : status.pid;
  }, {
    look_ms: options.look_ms ?? LOOK_MS,
    give_up: () => ended === undefined ? undefined : `The daemon ended with ${ended}: ${output}`,
  });

  const answer = async (response: Response) => {
    const body = await response.json();
    if (!response.ok) throw Object.assign(new Error(JSON.stringify(body)), { status: response.status, body });
    return body;
  };
  const stop = async (signal: Deno.Signal = "SIGTERM") => {
    if (ended === undefined) {
      try {
        Deno.kill(pid, signal);
      } catch {
        // It has ended between the two lines.
      }
    }
    const code = await status;
    await reading;
    client.close();
    return code;
  };
  return {
    dir,
    http_socket,
    raw_socket: `${dir}/run/cortex.sock`,
    pid,
    output: () => output,
    fetch: fetchPath,
    hangUp,
    get: async (_name, path) => await answer(await fetchPath(path)),
    post: async (_name, path, body) =>
      await answer(
        await fetchPath(path, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body ?? {}),
        }),
      ),
    stop,
    [Symbol.asyncDispose]: async () => {
      if (ended === undefined) await stop("SIGKILL");
    },
  };
}

/** Runs `cli/launch.ts` as the tasks of deno.json do. */
export function spawnLauncher(
  args: readonly string[],
  options: Pick<DaemonOptions, "dir" | "env" | "shell">,
): Deno.ChildProcess {
  return new Deno.Command("/bin/sh", {
    args: [
      "-c",
      `${options.shell ?? ":"}; exec "$0" "$@"`,
      ...program(args),
    ],
    cwd: options.dir,
    clearEnv: true,
    env: cleanEnv(options.dir, options.env),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/**
 * The launcher from source; or, where $CORTEX_TEST_BIN names the folder of programs that were compiled with `/tmp` for
 * all their folders, those.
 */
export function program([what = "", ...args]: readonly string[]): string[] {
  const compiled = Deno.env.get("CORTEX_TEST_BIN");
  if (compiled === undefined) {
    return [Deno.execPath(), ...LAUNCHER_FLAGS, `${ROOT}cli/launch.ts`, what, ...args];
  }
  return what === "daemon" ? [`${compiled}/cortexd`, "--user", ...args] : [`${compiled}/cortex`, ...args];
}

/** The launcher's own flags, as in deno.json. */
const LAUNCHER_FLAGS = [
  "run",
  "--quiet",
  "--no-prompt",
  "--allow-read",
  "--allow-env",
  "--allow-sys=uid",
  "--allow-run",
];

const LOOK_MS = 50;

/** Asks again until the answer is there; throws the last failure after `seconds`. */
export async function waitFor<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  options: {
    readonly seconds?: number;
    readonly look_ms?: number;
    readonly give_up?: () => string | undefined;
  } = {},
): Promise<T> {
  const end = performance.now() + (options.seconds ?? 60) * 1000;
  let last: unknown = "no answer";
  while (performance.now() < end) {
    try {
      const value = await ask();
      if (value !== undefined) return value;
    } catch (error) {
      last = error;
    }
    const reason = options.give_up?.();
    if (reason !== undefined) throw new Error(reason);
    await new Promise((resolve) => setTimeout(resolve, options.look_ms ?? LOOK_MS));
  }
  throw new Error(`Waited in vain for ${what}: ${last}`, { cause: last });
}
