import type { Alerts } from "../alerts/mod.ts";
import { type OutputOf, type PermissionRow, VERSION } from "../contract/mod.ts";
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
import { createDump } from "./dump.ts";
import { createHealth } from "./health.ts";
import type { LanguageModel } from "./language_model.ts";
import { legacyConfig } from "./legacy.ts";
import { createStatus, type StatusSources } from "./status.ts";

/** What the operations are answered from. */
export interface PartsInput extends StatusSources {
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
  /** Failed units, as of the last check. */
  services(): OutputOf<"services.failed"> | null;
  shutdown(successor?: number): void;
}

const NOT_ASKED: OutputOf<"services.failed"> = { items: [], available: false, checked_at: null };

/** Connects the operations with the parts of the daemon. */
export function createParts(input: PartsInput): Parts {
  const { alerts, clock, configuration, monitor, store, users } = input;
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
    config: configuration.current,
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
  const status = createStatus(input);

  const parts: Omit<Parts, "assistant"> = {
    daemon: {
      version: () => version,
      status,
      reload: configuration.reload,
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
      list: alerts.list,
      get: ({ id }) => alerts.get(id),
      acknowledge: ({ id }) => alerts.acknowledge(id),
      dismiss: ({ id }) => alerts.dismiss(id),
      resolve: ({ id }) => alerts.resolve(id),
      acknowledgeAll: alerts.acknowledgeAll,
      dismissAll: alerts.dismissAll,
      clear: alerts.clear,
      silence: alerts.silence,
      silences: alerts.silences,
      unsilence: alerts.unsilence,
    },
    config: {
      get: configuration.get,
      set: configuration.set,
      validate: configuration.validate,
      schema: configuration.schema,
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
