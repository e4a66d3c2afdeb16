import { type DaemonOptions, loadConfig, type LoadedConfig, readStart, type Start } from "../config/mod.ts";
import { configureLogging, logger } from "../log/mod.ts";
import { checkPermissions, type DaemonTable, daemonTable, toldPrograms } from "../permissions.ts";

/** What is settled before the daemon touches anything. */
export interface Ground {
  readonly start: Start;
  /** The configuration as it was first read. */
  readonly first: LoadedConfig;
  /** What the daemon and each of its workers may do. */
  readonly table: DaemonTable;
  /** Whether this process may do just that. */
  readonly permitted: boolean;
}

/** Reads the configuration, begins to log, and compares the permissions. Throws CONFIG_INVALID. */
export function layGround(options: DaemonOptions): Ground {
  const log = logger("daemon");
  const start = readStart(options);
  const first = loadConfig(start);
  configureLogging(first.config.log);
  const table = daemonTable(start, first.config, toldPrograms(start.env));
  const differences = checkPermissions(table.rows);
  for (const { row, grant, problem } of differences) {
    log.error("Permission differs from the table", { row, grant, problem });
  }
  return { start, first, table, permitted: differences.length === 0 };
}
