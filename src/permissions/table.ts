import { asksForUnixSockets, type PermissionRow } from "../contract/wire.ts";
import { editedPaths, EDITOR_VARIABLES, type GrantSettings, logFile, type Paths } from "../config/launch.ts";
import { JOURNAL_SOCKET, logFileName } from "../log/launch.ts";
import { assistantPermissions, type AssistantPlaces } from "../assistant/launch.ts";
import { inventoryPermissions } from "../inventory/launch.ts";
import { monitorPermissions } from "../monitor/launch.ts";
import type { RuntimesPermissions } from "../runtimes/launch.ts";

/** One permission of Deno: a kind and what it is for. */
export interface Grant {
  readonly kind: "read" | "write" | "net" | "env" | "run" | "ffi" | "sys";
  readonly target: string;
}

/** A row of the table: a part and all that it may do. */
export interface Row {
  readonly row: string;
  readonly zone: PermissionRow["zone"];
  readonly grants: readonly Grant[];
  readonly worth: string;
}

/** There exactly where the machine was booted with systemd (sd_booted(3)). */
export const SYSTEMD_RUNS = "/run/systemd/system";

/** What the table depends on. */
export interface TableInput {
  readonly paths: Paths;
  readonly config: GrantSettings;
  /** Paths libc may be at; none when the host is read from files. */
  readonly libc: readonly string[];
  /** Absolute path of systemctl, or null where there is none. */
  readonly systemctl: string | null;
  /** Where the host's package managers keep something by their own settings. */
  readonly packages: readonly string[];
  /** What listing runtimes needs; null where none are listed. */
  readonly runtimes: RuntimesPermissions | null;
  /** Where the assistant's library and models are; null where it is off. */
  readonly assistant: AssistantPlaces | null;
  /** Path of the service manager's socket, or null where there is none. */
  readonly notify: string | null;
  /** The environment says that stderr leads to the journal. */
  readonly journal: boolean;
  /** Folder of the program's own modules, or null: a worker's file is read by Deno with the program's permission. */
  readonly source_dir: string | null;
  /** Version of the Deno that the flags are for. */
  readonly deno: string;
}

const HELD = "Held by Deno itself";
const TRUSTED = "Trusted code: Deno does not hold it, the unit's system call filter, user and mounts do";

const grants = (kind: Grant["kind"], ...targets: string[]): Grant[] =>
  targets.map((target) => ({ kind, target }));

/** The whole table of the daemon. */
export function permissionTable(input: TableInput): readonly Row[] {
  const rows = [
    ipcRow(input),
    notifyRow(input),
    logRow(input),
    configRow(input),
    storeRow(input),
    monitorRow(input),
    servicesRow(input),
    inventoryRow(input),
    runtimesRow(input),
    assistantRow(input),
  ];
  return knownTo(input.deno, rows).filter((row) => row.grants.length > 0);
}

/** Rows without what a version of Deno neither knows nor asks for. */
export function knownTo(deno: string, rows: readonly Row[]): Row[] {
  if (asksForUnixSockets(deno)) return [...rows];
  return rows.map((row) => ({
    ...row,
    grants: row.grants.filter(({ target }) => !target.startsWith("unix:")),
  }));
}

function ipcRow({ paths, source_dir }: TableInput): Row {
  const folder = paths.socket_dir;
  const bound = ["http", "read", "cortex"].map((name) => `unix:${folder}/.bind/${name}.sock`);
  const probed = ["http", "read", "cortex"].map((name) => `unix:${folder}/${name}.sock`);
  return {
    row: "ipc",
    zone: "main",
    grants: [
      ...grants("read", folder, "/etc/group", ...(source_dir === null ? [] : [source_dir])),
      ...grants("write", folder),
      ...grants("net", ...bound, ...probed),
    ],
    worth: HELD,
  };
}

/** Where the daemon's own end of the way to the service manager is bound, for a moment. */
export function notifyPath(paths: Paths): string {
  return `${paths.socket_dir}/.notify`;
}

function notifyRow({ paths, notify }: TableInput): Row {
  return {
    row: "notify",
    zone: "main",
    grants: [
      ...grants("env", "NOTIFY_SOCKET", "WATCHDOG_*"),
      ...(notify === null ? [] : [
        ...grants("write", notify),
        ...grants("net", `unix:${notify}`, `unix:${notifyPath(paths)}`),
      ]),
    ],
    worth: HELD,
  };
}

/** Where the daemon's own end of the way to the journal or to syslog is bound, for a moment. */
export function logPath(paths: Paths): string {
  return `${paths.socket_dir}/.log`;
}

/** The log's file with those that were put aside, and one socket. */
function logRow({ paths, config: { log }, journal }: TableInput): Row {
  const file = logFile(paths, log.file);
  const names = file === null
    ? []
    : Array.from({ length: log.files }, (_, number) => logFileName(file, number));
  const socket = log.output === "syslog"
    ? log.syslog_socket
    : log.output === "auto" && journal
    ? JOURNAL_SOCKET
    : null;
  return {
    row: "log",
    zone: "main",
    grants: [
      ...grants("env", "JOURNAL_STREAM"),
      ...grants("read", ...names),
      ...grants("write", ...names),
      ...(socket === null ? [] : [
        ...grants("write", socket),
        ...grants("net", `unix:${socket}`, `unix:${logPath(paths)}`),
      ]),
    ],
    worth: HELD,
  };
}

function configRow({ paths, config }: TableInput): Row {
  const edited = editedPaths(paths, config);
  const { pid_file } = paths;
  return {
    row: "config",
    zone: "main",
    grants: [
      // The login name says whether this is the system's own daemon.
      ...grants("read", "/etc/passwd", ...paths.config.map(({ path }) => path), paths.dotenv, ...edited),
      ...grants("write", ...edited),
      ...grants(
        "env",
        "CORTEX_*",
        "HOME",
        "XDG_*",
        "NO_COLOR",
        "PATH",
        ...(edited.length > 0 ? EDITOR_VARIABLES : []),
      ),
      ...grants("sys", "uid", "hostname", "osUptime"),
      ...(pid_file === null ? [] : [...grants("read", pid_file), ...grants("write", pid_file)]),
    ],
    worth: HELD,
  };
}

function storeRow({ paths }: TableInput): Row {
  return {
    row: "store",
    zone: "main",
    grants: [...grants("read", paths.state_dir), ...grants("write", paths.state_dir)],
    worth: HELD,
  };
}

/** Reading the host: libc, whose five functions the worker binds before it gives ffi back; or files below a root. */
function monitorRow({ config, libc }: TableInput): Row {
  const host_root = config.host.root;
  const { read, ffi, sys } = monitorPermissions({ host_root, libc });
  const of = (kind: Grant["kind"], targets: unknown) =>
    Array.isArray(targets) ? grants(kind, ...targets.map(String)) : [];
  return {
    row: "monitor",
    zone: "worker",
    grants: [...of("read", read), ...of("ffi", ffi), ...of("sys", sys)],
    worth: host_root === ""
      ? `${TRUSTED} until open, read, getdents64, close and statvfs are bound; then held by Deno`
      : HELD,
  };
}

function servicesRow({ config, systemctl }: TableInput): Row {
  return {
    row: "services",
    zone: "worker",
    grants: systemctl !== null && config.services.enabled
      ? [...grants("run", systemctl), ...grants("read", systemctl, SYSTEMD_RUNS)]
      : [],
    worth: TRUSTED,
  };
}

/** Reading the databases of package managers and writing one folder. */
function inventoryRow({ paths, config, packages }: TableInput): Row {
  const { read, write } = inventoryPermissions({ host_root: config.host.root, ...paths, further: packages });
  return {
    row: "inventory",
    zone: "worker",
    grants: config.inventory.enabled ? [...grants("read", ...read), ...grants("write", ...write)] : [],
    worth: HELD,
  };
}

/** Reading where runtimes are; running those, each by its path, whose version only they themselves tell. */
function runtimesRow({ runtimes }: TableInput): Row {
  return {
    row: "runtimes",
    zone: "worker",
    grants: runtimes === null ? [] : [...grants("read", ...runtimes.read), ...grants("run", ...runtimes.run)],
    worth: TRUSTED,
  };
}

/** Running a model by native code, which is held to its folder while it is loaded and by nothing of Deno's after. */
function assistantRow({ assistant }: TableInput): Row {
  const needs = assistant === null ? null : assistantPermissions(assistant);
  return {
    row: "assistant",
    zone: "worker",
    grants: needs === null ? [] : [
      ...grants("ffi", ...needs.ffi),
      ...grants("read", ...needs.read),
      ...grants("env", ...needs.env),
      ...grants("sys", ...needs.sys),
    ],
    worth: TRUSTED,
  };
}
