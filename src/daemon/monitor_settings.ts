import type { Config } from "../config/mod.ts";
import { nearest } from "../core/nearest.ts";
import { logger } from "../log/mod.ts";
import { COLLECTORS, type MonitorSettings } from "../monitor/mod.ts";
import type { DaemonTable } from "../permissions.ts";

/** The monitor's part of the configuration. What it leaves out that there is not is said in the log. */
export function monitorSettings(config: Config, table: DaemonTable): MonitorSettings {
  const problem = unknownCollectors(config.monitor.disabled_collectors);
  if (problem !== null) logger("config").warn("{problem}", { problem });
  return {
    host_root: config.host.root,
    libc: table.libc,
    interval_ms: config.monitor.interval_seconds * 1000,
    collector_timeout_ms: config.monitor.collector_timeout_ms,
    disabled_collectors: config.monitor.disabled_collectors,
    ignored_mounts: config.monitor.ignored_mounts,
  };
}

/** What is wrong with names of collectors; null: nothing. */
export function unknownCollectors(names: readonly string[]): string | null {
  const known = COLLECTORS.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name)).map((name) => {
    const meant = nearest(name, known);
    return meant === undefined ? `"${name}"` : `"${name}", which may be meant as "${meant}"`;
  });
  if (unknown.length === 0) return null;
  return `Cannot leave out the collectors ${unknown.join(", ")}: there are ${known.join(", ")}`;
}
