/**
 * The permission table: what each part of Cortex may do, computed from the configuration. The flags of the
 * daemon, the sets of its workers, `cortex permissions` and the check at start all come from here.
 * @module
 */
import type { PermissionRow } from "./contract/mod.ts";
import type { Config, Paths } from "./config/mod.ts";

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

/** What the table depends on. */
export interface TableInput {
  readonly paths: Paths;
  readonly config: Config;
  /** Path of libc, or empty when the host is read from files. */
  readonly libc: string;
  /** Absolute path of systemctl, or null where there is none. */
  readonly systemctl: string | null;
  readonly pid_file: string | null;
  /** Folder of the program's own modules: a worker's file is read by Deno with the program's permission. */
  readonly source_dir: string;
}

/** Flags of V8: a small young generation costs no throughput here and keeps 5 MB free. */
export const V8_FLAGS = "--v8-flags=--max-semi-space-size=1";

const HELD = "Held by Deno itself";
const TRUSTED = "Trusted code: Deno does not hold it, the unit's system call filter, user and mounts do";

const grants = (kind: Grant["kind"], ...targets: string[]): Grant[] =>
  targets.map((target) => ({ kind, target }));

/** The whole table of the daemon. */
export function permissionTable(input: TableInput): readonly Row[] {
  return [
    ipcRow(input),
    configRow(input),
    storeRow(input),
    monitorRow(input),
    servicesRow(input),
  ]
    .filter((row) => row.grants.length > 0);
}

function ipcRow({ paths, source_dir }: TableInput): Row {
  const folder = paths.socket_dir;
  const bound = ["http", "read", "cortex"].map((name) => `unix:${folder}/.bind/${name}.sock`);
  const probed = ["http", "read", "cortex"].map((name) => `unix:${folder}/${name}.sock`);
  return {
    row: "ipc",
    zone: "main",
    grants: [
      ...grants("read", folder, "/etc/group", source_dir),
      ...grants("write", folder),
      ...grants("net", ...bound, ...probed),
    ],
    worth: HELD,
  };
}

function configRow({ paths, pid_file }: TableInput): Row {
  return {
    row: "config",
    zone: "main",
    grants: [
      ...grants("read", ...paths.config.map((source) => source.path), paths.dotenv),
      ...grants("env", "CORTEX_*", "HOME", "XDG_*", "NO_COLOR"),
      ...grants("sys", "uid", "hostname"),
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
  const root = config.host.root;
  return {
    row: "monitor",
    zone: "worker",
    grants: root === ""
      ? [...grants("read", "/proc", "/etc/passwd", libc), ...grants("ffi", libc)]
      : [...grants("read", root), ...grants("sys", "statfs")],
    worth: root === ""
      ? `${TRUSTED} until open, read, getdents64, close and statvfs are bound; then held by Deno`
      : HELD,
  };
}

function servicesRow({ config, systemctl }: TableInput): Row {
  return {
    row: "services",
    zone: "worker",
    grants: systemctl !== null && config.services.enabled
      ? [...grants("run", systemctl), ...grants("read", systemctl)]
      : [],
    worth: TRUSTED,
  };
}

/** Flags of `deno run` for the union of all rows: Deno demands that a worker's set is part of its parent's. */
export function denoFlags(table: readonly Row[]): string[] {
  const byKind = new Map<Grant["kind"], Set<string>>();
  for (const { kind, target } of table.flatMap((row) => row.grants)) {
    byKind.set(kind, (byKind.get(kind) ?? new Set()).add(target));
  }
  return [...byKind].map(([kind, targets]) => `--allow-${kind}=${[...targets].map(escapeComma).join(",")}`);
}

/** A comma in a path is written twice (deno help run). */
function escapeComma(target: string): string {
  return target.replaceAll(",", ",,");
}

/** The set of one worker, in the form of the Worker constructor. What is not named is refused. */
export function workerPermissions(table: readonly Row[], row: string): Deno.PermissionOptionsObject {
  const own = table.find((one) => one.row === row)?.grants ?? [];
  const of = (kind: Grant["kind"]) => {
    const targets = own.filter((grant) => grant.kind === kind).map((grant) => grant.target);
    return targets.length === 0 ? false : targets;
  };
  return {
    env: of("env"),
    ffi: of("ffi"),
    import: false,
    net: of("net"),
    read: of("read"),
    run: of("run"),
    sys: of("sys"),
    write: of("write"),
  };
}

/** The table for people and programs. */
export function describeTable(table: readonly Row[]): PermissionRow[] {
  return table.map((row) => ({
    row: row.row,
    zone: row.zone,
    may: row.grants.map((grant) => `${grant.kind}:${grant.target}`),
    worth: row.worth,
  }));
}
