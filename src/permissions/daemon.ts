import type { GrantSettings, Start } from "../config/launch.ts";
import { findLibc } from "../monitor/launch.ts";
import { managerSettings } from "../systemd/mod.ts";
import { permissionTable, type Row, SYSTEMD_RUNS } from "./table.ts";

/** Where systemctl is looked for; never through PATH. */
const SYSTEMCTL = ["/usr/bin/systemctl", "/bin/systemctl"];

/** The table and the paths of the host's own programs that it is made of. */
export interface DaemonTable {
  readonly rows: readonly Row[];
  readonly libc: string;
  /** null also where systemd is not what the machine was booted with: then nothing is run at all. */
  readonly systemctl: string | null;
}

/** Computes the table. The launcher and the daemon come to the same one, the launcher by looking at more places. */
export function daemonTable(start: Start, config: GrantSettings, pid_file: string | null): DaemonTable {
  const libc = config.host.root === "" ? findLibc() : "";
  const systemctl = exists(SYSTEMD_RUNS) ? SYSTEMCTL.find(exists) ?? null : null;
  const rows = permissionTable({
    paths: start.paths,
    config,
    libc,
    systemctl,
    pid_file,
    notify: managerSettings(start.env, Deno.pid).socket,
    source_dir: new URL("../", import.meta.url).pathname.replace(/\/$/, ""),
  });
  return { rows, libc, systemctl };
}

/** Whether something is there, as far as this process may know: what the table does not name is not there for the daemon. */
function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
