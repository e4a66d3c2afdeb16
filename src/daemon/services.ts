import type { Config } from "../config/mod.ts";
import type { OutputOf, Subsystem } from "../contract/mod.ts";
import { createServicesCheck } from "../monitor/mod.ts";
import { type DaemonTable, workerPermissions } from "../permissions.ts";
import type { Check } from "./checks.ts";

/** The check for failed units, and what it found last; null before that. */
export interface ServicesWatch {
  readonly check: Check;
  found(): OutputOf<"services.failed"> | null;
  state(): Subsystem;
}

/** Who hears of the check's worker. */
export type ServicesListener = Pick<Parameters<typeof createServicesCheck>[0], "onHang" | "onState">;

/** Makes it: each run is a worker of its own that may run systemctl. */
export function createServicesWatch(
  table: DaemonTable,
  config: () => Config,
  listener: ServicesListener,
): ServicesWatch {
  const check = createServicesCheck({ permissions: workerPermissions(table.rows, "services"), ...listener });
  let found: OutputOf<"services.failed"> | null = null;
  return {
    found: () => found,
    state: check.state,
    check: {
      name: "services",
      run: async () => {
        const { enabled, timeout_ms } = config().services;
        if (!enabled) return;
        found = await check.ask({ systemctl: table.systemctl, timeout_ms });
      },
    },
  };
}
