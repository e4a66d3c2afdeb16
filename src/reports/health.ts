import type { AlertCounts, Health, OutputOf, StoreHealth, Subsystem } from "../contract/mod.ts";
import { rfc3339 } from "../core/clock.ts";
import type { Sample } from "../core/sample.ts";
import { type LoadInput, loadStatus } from "./load_status.ts";

/** Everything a health report is made of. */
export interface HealthInput extends LoadInput {
  readonly sample: Sample;
  readonly services: OutputOf<"services.failed"> | null;
  readonly alerts: AlertCounts;
  readonly subsystems: readonly Subsystem[];
  readonly store: StoreHealth;
}

/** The answer of health.get. */
export function healthReport(input: HealthInput): Health {
  const { sample, services } = input;
  return {
    status: overall(input),
    ...loadStatus(input),
    taken_at: rfc3339(sample.taken_at_ms),
    host: sample.host,
    cpu: sample.cpu,
    memory: sample.memory,
    disks: sample.disks,
    disk_io: sample.disk_io,
    network: sample.network,
    pressure: sample.pressure,
    processes: sample.processes,
    descriptors: sample.descriptors,
    services: {
      failed: services?.available ? services.items.length : null,
      checked_at: services?.checked_at ?? null,
    },
    alerts: input.alerts,
    subsystems: [...input.subsystems],
    collectors: sample.collectors,
    store: input.store,
  };
}

/** The worst open alert decides; a part of the daemon that does not do its work counts more than a warning. */
function overall({ alerts, subsystems, store }: HealthInput): Health["status"] {
  if (alerts.critical > 0) return "critical";
  const broken = subsystems.some((part) => part.state === "unhealthy") ||
    store.state === "failing" || store.state === "memory";
  if (broken) return "degraded";
  return alerts.warning + alerts.error > 0 ? "warning" : "ok";
}
