import { CortexError } from "../contract/wire.ts";

/** What decides where the daemon's files are. */
export interface Surroundings {
  readonly uid: number;
  /** Login name, where it is known: `cortex` is the system daemon's own user. */
  readonly user: string | null;
  /** Always the user's own paths, root or not. */
  readonly per_user: boolean;
  readonly instance: string | null;
  /** Explicit folders and file, by option or environment; they win. */
  readonly socket_dir: string | null;
  readonly state_dir: string | null;
  readonly config_file: string | null;
  readonly config_dir: string | null;
  readonly pid_file: string | null;
  /** Absolute working folder, where `.env` is looked for. */
  readonly cwd: string;
  /** Reads one environment variable. */
  env(name: string): string | undefined;
}

/** One place of configuration: a YAML file, a folder of drop-ins, or a `daemon.conf` of the original daemon. */
export interface ConfigSource {
  readonly kind: "file" | "folder" | "original";
  readonly path: string;
}

/** Where everything is. All absolute; the configuration strongest first. */
export interface Paths {
  readonly scope: "system" | "user";
  readonly socket_dir: string;
  readonly http_socket: string;
  readonly read_socket: string;
  readonly raw_socket: string;
  readonly state_dir: string;
  readonly config: readonly ConfigSource[];
  readonly dotenv: string;
  /** Where the log file is unless the configuration says otherwise. */
  readonly log_file: string;
  /** Where the process id is written; null: nowhere. */
  readonly pid_file: string | null;
}

/** Path of the log file by `log.file`; null where none is written. */
export function logFile({ log_file }: Paths, setting: string): string | null {
  if (setting === "off") return null;
  return setting === "auto" ? log_file : setting;
}

/** Per-user folder of the sockets when there is no $XDG_RUNTIME_DIR. */
function userSocketDir(around: Surroundings): string {
  const runtime = around.env("XDG_RUNTIME_DIR");
  return runtime?.startsWith("/") ? `${runtime}/cortex` : `/tmp/cortex-${around.uid}`;
}

function userStateDir(around: Surroundings): string {
  const state = around.env("XDG_STATE_HOME");
  if (state?.startsWith("/")) return `${state}/cortex`;
  return `${home(around)}/.local/state/cortex`;
}

function home(around: Surroundings): string {
  const folder = around.env("HOME");
  if (folder?.startsWith("/")) return folder;
  throw new CortexError(
    "CONFIG_INVALID",
    "Cannot find the user's folder: HOME is not set; set it or give --state-dir",
  );
}

/** Folders that a daemon has in its state folder, beside those of the named instances. */
const STATE_FOLDERS = ["backups", "feeds", "llama", "models", "packages"];

/** Refuses an instance name that could leave its folder, or whose folder is already something else. */
function checkInstance(name: string): string {
  if (STATE_FOLDERS.includes(name)) {
    throw new CortexError(
      "CONFIG_INVALID",
      `Cannot use the instance name "${name}": a folder of the daemon without a name is called so; take another`,
    );
  }
  if (/^[a-z0-9][a-z0-9_-]{0,31}$/.test(name)) return name;
  throw new CortexError(
    "CONFIG_INVALID",
    `Cannot use the instance name "${name}": it must be 1 to 32 of a-z, 0-9, - and _, starting with a letter or digit`,
  );
}

function absolute(path: string, cwd: string): string {
  return path.startsWith("/") ? path : `${cwd.replace(/\/$/, "")}/${path}`;
}

function filesIn(folder: string): ConfigSource[] {
  return [{ kind: "file", path: `${folder}/daemon.yaml` }, {
    kind: "original",
    path: `${folder}/daemon.conf`,
  }];
}

/** All paths of a daemon. A named instance has everything one folder deeper. */
export function findPaths(around: Surroundings): Paths {
  const system = !around.per_user && (around.uid === 0 || around.user === "cortex");
  const below = around.instance === null ? "" : `/${checkInstance(around.instance)}`;
  const socket_dir =
    absolute(around.socket_dir ?? (system ? "/run/cortex" : userSocketDir(around)), around.cwd) + below;
  const state_dir =
    absolute(around.state_dir ?? (system ? "/var/lib/cortex" : userStateDir(around)), around.cwd) + below;
  const etc = absolute(around.config_dir ?? "/etc/cortex", around.cwd) + below;
  const only_etc = system || around.config_dir !== null;
  const config: readonly ConfigSource[] = around.config_file !== null
    ? [{ kind: "file", path: absolute(around.config_file, around.cwd) }]
    : [
      ...(only_etc ? [] : filesIn(`${home(around)}/.cortex${below}`)),
      { kind: "folder", path: `${etc}/daemon.d` },
      ...filesIn(etc),
    ];
  return {
    scope: system ? "system" : "user",
    socket_dir,
    http_socket: `${socket_dir}/http.sock`,
    read_socket: `${socket_dir}/read.sock`,
    raw_socket: `${socket_dir}/cortex.sock`,
    state_dir,
    config,
    // Beside `daemon.log`, where a daemon in the background has its stderr.
    log_file: system ? `/var/log/cortex${below}/daemon.log` : `${state_dir}/cortexd.log`,
    pid_file: around.pid_file === null ? null : absolute(around.pid_file, around.cwd),
    dotenv: around.config_dir !== null ? `${etc}/.env` : absolute(".env", around.cwd),
  };
}
