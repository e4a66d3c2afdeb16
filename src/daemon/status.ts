import type { Alerts } from "../alerts/mod.ts";
import { type OutputOf, type PreviousStop, type Subsystem, VERSION } from "../contract/mod.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import type { Monitor } from "../monitor/mod.ts";
import type { Parts } from "../operations/mod.ts";
import type { Store } from "../store/mod.ts";
import type { Configuration } from "./configuration.ts";
import { isHealthy } from "./healthy.ts";

/** What the status is put together from. */
export interface StatusSources {
  readonly clock: Clock;
  readonly configuration: Configuration;
  readonly store: Pick<Store, "health" | "path" | "rows">;
  readonly alerts: Pick<Alerts, "counts" | "outbox">;
  readonly monitor: Pick<Monitor, "latest">;
  /** How the run before ended; null where there was none. */
  readonly previous_stop: PreviousStop | null;
  sockets(): OutputOf<"daemon.status">["sockets"];
  subsystems(): Subsystem[];
  state(): OutputOf<"daemon.status">["state"];
}

/** Takes now for the daemon's start. */
export function createStatus(sources: StatusSources): Parts["daemon"]["status"] {
  const { clock, configuration, store, alerts, monitor, previous_stop } = sources;
  const started_ms = clock.wall();
  const started_steady_ms = clock.steady();
  return (requests) => {
    const sample = monitor.latest();
    const subsystems = sources.subsystems();
    const { bytes, oldest_sample_at } = store.health();
    return {
      name: "cortexd",
      version: VERSION,
      pid: Deno.pid,
      pid_file: configuration.start.paths.pid_file,
      instance: configuration.start.instance,
      state: sources.state(),
      healthy: isHealthy({
        last_sample_ms: sample?.taken_at_ms ?? null,
        interval_ms: configuration.current().monitor.interval_seconds * 1000,
        started_ms,
        subsystems,
      }, clock.wall()),
      started_at: rfc3339(started_ms),
      previous_stop,
      uptime_seconds: Math.round((clock.steady() - started_steady_ms) / 1000),
      memory_bytes: Deno.memoryUsage().rss,
      sockets: sources.sockets(),
      requests,
      alerts: alerts.counts(),
      outbox: alerts.outbox.status(),
      subsystems,
      store: { path: store.path, bytes, rows: store.rows(), oldest_sample_at },
      last_sample_at: sample === null ? null : rfc3339(sample.taken_at_ms),
      config_files: [...configuration.loaded().files],
    };
  };
}
