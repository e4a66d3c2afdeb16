import type { Config } from "../config/mod.ts";
import type { OutputOf } from "../contract/mod.ts";
import { checkServices } from "../monitor/mod.ts";
import { type DaemonTable, workerPermissions } from "../permissions.ts";
import type { Check } from "./checks.ts";

/** The check for failed units, and what it found last; null before that. */
export interface ServicesWatch {
  readonly check: Check;
  found(): OutputOf<"services.failed"> | null;
}

/** Makes it: each run is a worker of its own that may run systemctl. */
export function createServicesWatch(table: DaemonTable, config: () => Config): ServicesWatch {
  let found: OutputOf<"services.failed"> | null = null;
  return {
    found: () => found,
    check: {
      name: "services",
      run: async () => {
        const { enabled, timeout_ms } = config().services;
        if (!enabled) return;
        found = await checkServices({
          permissions: workerPermissions(table.rows, "services"),
          systemctl: table.systemctl,
          timeout_ms,
        });
      },
    },
  };
}
