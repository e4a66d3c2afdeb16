import type { Alerts } from "../alerts/mod.ts";
import {
  type OutputOf,
  type PermissionRow,
  type PreviousStop,
  type Subsystem,
  VERSION,
} from "../contract/mod.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import { loadOnce } from "../core/load_once.ts";
import type { EventLog } from "../events/mod.ts";
import { logRing } from "../log/mod.ts";
import type { Jobs } from "../jobs/mod.ts";
import type { Sample } from "../core/sample.ts";
import type { History } from "../metrics/mod.ts";
import type { Monitor } from "../monitor/mod.ts";
import type { Parts } from "../operations/mod.ts";
import type { Runtimes } from "../runtimes/mod.ts";
import type { Store } from "../store/mod.ts";
import type { Backups } from "./backups.ts";
import { listUsers, type UserWatch } from "../users/mod.ts";
import type { Configuration } from "./configuration.ts";
import { createDump } from "./dump.ts";
import { createHealth } from "./health.ts";
import type { LanguageModel } from "./language_model.ts";
import { isHealthy } from "./healthy.ts";
import { legacyConfig } from "./legacy.ts";

/** What the operations are answered from. */
export interface PartsInput {
  readonly clock: Clock;
  readonly configuration: Configuration;
  readonly store: Store;
  readonly alerts: Alerts;
  readonly events: EventLog;
  readonly history: History;
  readonly packages: Parts["packages"];
  readonly vulnerabilities: Parts["vulnerabilities"];
  readonly jobs: Jobs;
  readonly backups: Backups;
  readonly monitor: Monitor;
  readonly users: UserWatch;
  readonly runtimes: Runtimes;
  readonly language_model: LanguageModel;
  readonly permissions: readonly PermissionRow[];
  /** How the run before ended; null where there was none. */
  readonly previous_stop: PreviousStop | null;
  /** Failed units, as of the last check. */
  services(): OutputOf<"services.failed"> | null;
  sockets(): OutputOf<"daemon.status">["sockets"];
  subsystems(): Subsystem[];
  state(): OutputOf<"daemon.status">["state"];
  shutdown(successor?: number): void;
}

const NOT_ASKED: OutputOf<"services.failed"> = { items: [], available: false, checked_at: null };

/** Connects the operations with the parts of the daemon. */
export function createParts(input: PartsInput): Parts {
  const { alerts, clock, configuration, monitor, store, users } = input;
  const started_ms = clock.wall();
  const started_steady_ms = clock.steady();
  const version: OutputOf<"daemon.version"> = {
    name: "cortexd",
    version: VERSION,
    api: "v1",
    deno: Deno.version.deno,
  };
  const permissions: OutputOf<"daemon.permissions"> = { items: [...input.permissions] };
  const health = createHealth({
    alerts,
    store,
    config: () => configuration.current(),
    services: input.services,
    subsystems: input.subsystems,
    persistent: () => users.persistent(),
  });

  const takeDump = createDump({
    clock,
    store,
    state_dir: configuration.start.paths.state_dir,
    latest: () => monitor.latest(),
  });
  const status: Parts["daemon"]["status"] = (requests) => {
    const sample = monitor.latest();
    const { bytes, oldest_sample_at } = store.health();
    return {
      name: "cortexd",
      version: VERSION,
      pid: Deno.pid,
      instance: configuration.start.instance,
      state: input.state(),
      healthy: isHealthy({
        last_sample_ms: sample?.taken_at_ms ?? null,
        interval_ms: configuration.current().monitor.interval_seconds * 1000,
        started_ms,
        subsystems: input.subsystems(),
      }, clock.wall()),
      started_at: rfc3339(started_ms),
      previous_stop: input.previous_stop,
      uptime_seconds: Math.round((clock.steady() - started_steady_ms) / 1000),
      memory_bytes: Deno.memoryUsage().rss,
      sockets: input.sockets(),
      requests,
      alerts: alerts.counts(),
      outbox: alerts.outbox.status(),
      subsystems: input.subsystems(),
      store: { path: store.path, bytes, rows: store.rows(), oldest_sample_at },
      last_sample_at: sample === null ? null : rfc3339(sample.taken_at_ms),
      config_files: [...configuration.loaded().files],
    };
  };

  const parts: Omit<Parts, "assistant"> = {
    daemon: {
      version: () => version,
      status,
      reload: () => configuration.reload(),
      shutdown: input.shutdown,
      permissions: () => permissions,
      dump: (requests) => takeDump(status(requests)),
    },
    health: {
      get: (call) => {
        const sample = monitor.latest();
        return sample === null ? monitor.first(call.signal).then(health) : health(sample);
      },
    },
    outbox: alerts.outbox,
    events: input.events,
    logs: logRing,
    jobs: input.jobs,
    store: {
      backup: () => input.backups.start(),
      status: () => ({
        ...store.health(),
        path: store.path,
        rows: store.rows(),
        max_bytes: configuration.current().store.max_bytes,
      }),
    },
    metrics: input.history,
    language_model: input.language_model.operations,
    packages: input.packages,
    vulnerabilities: input.vulnerabilities,
    monitor: {
      processes: (query, call) => monitor.processes(query, call.signal),
      users: (query, call) => {
        const page = (sample: Sample) => listUsers(sample, query, configuration.current().users, users);
        const sample = monitor.latest();
        return sample === null ? monitor.first(call.signal).then(page) : page(sample);
      },
      persistentUsers: (query) => users.list(query),
    },
    runtimes: input.runtimes,
    services: { failed: () => input.services() ?? NOT_ASKED },
    alerts: {
      list: (query) => alerts.list(query),
      get: ({ id }) => alerts.get(id),
      acknowledge: ({ id }) => alerts.acknowledge(id),
      dismiss: ({ id }) => alerts.dismiss(id),
      resolve: ({ id }) => alerts.resolve(id),
      acknowledgeAll: (filter) => alerts.acknowledgeAll(filter),
      dismissAll: (filter) => alerts.dismissAll(filter),
      clear: () => alerts.clear(),
      silence: (input) => alerts.silence(input),
      silences: (query) => alerts.silences(query),
      unsilence: (input) => alerts.unsilence(input),
    },
    config: {
      get: (key) => configuration.get(key),
      set: (key, value, request_id) => configuration.set(key, value, request_id),
      validate: (text) => configuration.validate(text),
      schema: () => configuration.schema(),
      legacy: legacyConfig(configuration),
    },
  };
  const assistant = loadOnce(async () => {
    const { createAssistant } = await import("../assistant/mod.ts");
    const { engine } = input.language_model;
    return createAssistant(parts, clock, { engine, redact: () => configuration.current().assistant.redact });
  });
  return {
    ...parts,
    assistant: {
      ask: async (question, call) => await (await assistant.get()).ask(question, call),
      explain: async (subject, call) => await (await assistant.get()).explain(subject, call),
    },
  };
}
