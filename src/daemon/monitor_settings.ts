import type { Config } from "../config/mod.ts";
import type { MonitorSettings } from "../monitor/mod.ts";
import type { DaemonTable } from "../permissions.ts";

/** The monitor's part of the configuration. */
export function monitorSettings(config: Config, table: DaemonTable): MonitorSettings {
  return {
    host_root: config.host.root,
    libc: table.libc,
    interval_ms: config.monitor.interval_seconds * 1000,
    collector_timeout_ms: config.monitor.collector_timeout_ms,
    disabled_collectors: config.monitor.disabled_collectors,
    ignored_mounts: config.monitor.ignored_mounts,
  };
}
