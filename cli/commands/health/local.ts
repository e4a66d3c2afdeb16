import { holdingConditions, loadThresholds } from "../../../src/alerts/mod.ts";
import { type Config, loadConfig, parseDaemonOptions, readStart } from "../../../src/config/mod.ts";
import type { AlertCounts, Health } from "../../../src/contract/wire.ts";
import type { Sample } from "../../../src/core/sample.ts";
import { findLibc, monitorPermissions } from "../../../src/monitor/launch.ts";
import { createMonitor } from "../../../src/monitor/mod.ts";
import { healthReport } from "../../../src/reports/mod.ts";
import type { Context } from "../../command.ts";

/**
 * This host, read by this very program: in the worker that the daemon would read it in, with the thresholds that the
 * configuration says. `alerts` are the conditions that hold at this moment.
 */
export async function localHealth({ instance, env }: Context): Promise<Health> {
  const options = parseDaemonOptions(instance === undefined ? [] : [`--instance=${instance}`], env);
  const { config } = loadConfig(readStart(options));
  const sample = await readHost(config);
  const alerts = holdingConditions(sample, config);
  const report = healthReport({
    sample,
    alerts,
    services: null,
    subsystems: [],
    persistent: [],
    thresholds: loadThresholds(config.alerts),
    store: { state: "memory", bytes: 0, oldest_sample_at: null, message: "Read without a daemon" },
  });
  return { ...report, status: statusOf(alerts) };
}

async function readHost({ host, monitor: settings }: Config): Promise<Sample> {
  const libc = host.root === "" ? findLibc() : "";
  await using monitor = createMonitor({
    permissions: monitorPermissions({ host_root: host.root, libc }),
    settings: {
      host_root: host.root,
      libc,
      interval_ms: settings.interval_seconds * 1000,
      collector_timeout_ms: settings.collector_timeout_ms,
      disabled_collectors: settings.disabled_collectors,
      ignored_mounts: settings.ignored_mounts,
    },
    onSample: () => {},
  });
  await monitor.start(new AbortController().signal);
  return await monitor.first();
}

/** Nothing is kept on purpose here, which makes nothing worse. */
function statusOf({ warning, error, critical }: AlertCounts): Health["status"] {
  if (critical > 0) return "critical";
  return warning + error > 0 ? "warning" : "ok";
}
