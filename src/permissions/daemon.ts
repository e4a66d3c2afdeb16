import { assistantPlaces } from "../assistant/launch.ts";
import { EDITOR_VARIABLES, type GrantSettings, type Start } from "../config/launch.ts";
import { furtherPlaces } from "../inventory/launch.ts";
import { isThere } from "../core/absent.ts";
import { findLibc, LIBC_PLACES } from "../monitor/launch.ts";
import { type Places, runtimePlaces, runtimesPermissions } from "../runtimes/launch.ts";
import { managerSettings } from "../systemd/mod.ts";
import { knownTo, permissionTable, type Row, SYSTEMD_RUNS } from "./table.ts";

/** Where systemctl is looked for; never through PATH. */
const SYSTEMCTL = ["/usr/bin/systemctl", "/bin/systemctl"];

/** Where systemd listens for sd_notify(3) unless it is told otherwise. */
const NOTIFY = "/run/systemd/notify";

/** The table and the paths of the host's own programs that it is made of. */
export interface DaemonTable {
  readonly rows: readonly Row[];
  readonly libc: string;
  /** null also where systemd is not what the machine was booted with: then nothing is run at all. */
  readonly systemctl: string | null;
  /** Where runtimes are looked for; null when the host is recorded: its programs cannot be run. */
  readonly runtimes: Places | null;
}

/**
 * Computes the table. The launcher and the daemon come to the same one, the launcher by looking at more places.
 * @param programs The runtimes' programs, where the launcher has told them; see {@link toldPrograms}.
 */
export function daemonTable(
  start: Start,
  config: GrantSettings,
  programs?: readonly string[],
): DaemonTable {
  const libc = config.host.root === "" ? findLibc() : "";
  const systemctl = isThere(SYSTEMD_RUNS) ? SYSTEMCTL.find(isThere) ?? null : null;
  const runtimes = config.host.root === "" ? runtimePlaces(runtimesUser(start)) : null;
  const rows = permissionTable({
    paths: start.paths,
    config,
    libc: libc === "" ? [] : [libc],
    systemctl,
    // The permissions of a compiled program are fixed.
    packages: config.host.root === "" && !Deno.build.standalone ? furtherPlaces() : [],
    runtimes: runtimes === null ? null : runtimesPermissions(runtimes, programs),
    assistant: config.assistant.enabled ? assistantPlaces(start, config.assistant) : null,
    notify: managerSettings(start.env, Deno.pid).socket,
    journal: (start.env("JOURNAL_STREAM") ?? "") !== "",
    // What a compiled program carries in itself is no file that it would need permission for.
    source_dir: Deno.build.standalone ? null : new URL("../", import.meta.url).pathname.replace(/\/$/, ""),
    deno: Deno.version.deno,
  });
  return { rows, libc, systemctl, runtimes };
}

/** The variable in which a launcher tells them: to look for them again would add 10 ms to the start of the daemon. */
const PROGRAMS = "CORTEX_PROGRAMS";

/** That variable, for a daemon that is started with this table. */
export function tellPrograms({ rows }: DaemonTable): Record<string, string> {
  const grants = rows.find(({ row }) => row === "runtimes")?.grants ?? [];
  const programs = grants.filter(({ kind }) => kind === "run").map(({ target }) => target);
  return programs.length === 0 ? {} : { [PROGRAMS]: JSON.stringify(programs) };
}

/**
 * What a launcher has told; undefined where none has. It lets nobody do more: what is in no flag of the process is
 * refused whatever the table says, and told as a difference.
 */
export function toldPrograms(env: Start["env"]): readonly string[] | undefined {
  try {
    const told: unknown = JSON.parse(env(PROGRAMS) ?? "null");
    return Array.isArray(told) && told.every((path) => typeof path === "string") ? told : undefined;
  } catch {
    return undefined;
  }
}

/** Whose runtimes count: the daemon's own user's; nobody's where it is the system's, or its permissions are fixed. */
function runtimesUser({ paths, env }: Start): { path: string; home: string } | null {
  const [path, home] = [env("PATH"), env("HOME")];
  if (paths.scope === "system" || Deno.build.standalone) return null;
  return path === undefined || home === undefined ? null : { path, home };
}

/**
 * The table of a program that is compiled for machines that nobody knows yet: every place where the host's own
 * programs may be. What the daemon finds there is part of it.
 * @param deno Version of the Deno that the program will carry.
 */
export function compiledTable(start: Start, config: GrantSettings, deno: string): Row[] {
  const tables = SYSTEMCTL.map((systemctl) =>
    permissionTable({
      paths: start.paths,
      config: { ...config, log: { ...config.log, file: "auto" } },
      libc: LIBC_PLACES,
      systemctl,
      packages: [],
      runtimes: runtimesPermissions(runtimePlaces(null)),
      assistant: assistantPlaces(start, config.assistant),
      notify: NOTIFY,
      journal: true,
      source_dir: null,
      deno,
    })
  );
  const looked_for: Row = {
    row: "compiled",
    zone: "main",
    grants: [
      ...LIBC_PLACES.map((target) => ({ kind: "read", target } as const)),
      // The host may be read from files below the folder of the sockets, where disks need it.
      { kind: "sys", target: "statfs" },
      { kind: "write", target: config.log.syslog_socket },
      { kind: "net", target: `unix:${config.log.syslog_socket}` },
      ...EDITOR_VARIABLES.map((target) => ({ kind: "env", target } as const)),
    ],
    worth: "",
  };
  return knownTo(deno, [...tables.flat(), looked_for]);
}
