import type { Clock } from "../core/clock.ts";
import { runBatch, type RunInside } from "./batch.ts";
import { type Handlers, later } from "./handler.ts";
import { alertsHandlers } from "./handlers/alerts.ts";
import { assistantHandlers } from "./handlers/assistant.ts";
import { configHandlers } from "./handlers/config.ts";
import { daemonHandlers } from "./handlers/daemon.ts";
import { eventsHandlers } from "./handlers/events.ts";
import { logsHandlers } from "./handlers/logs.ts";
import { hostHandlers } from "./handlers/host.ts";
import { jobsHandlers } from "./handlers/jobs.ts";
import { metricsHandlers } from "./handlers/metrics.ts";
import { runtimesHandlers } from "./handlers/runtimes.ts";
import { packagesHandlers } from "./handlers/packages.ts";
import { outboxHandlers } from "./handlers/outbox.ts";
import { storeHandlers } from "./handlers/store.ts";
import { vulnerabilitiesHandlers } from "./handlers/vulnerabilities.ts";
import type { Parts, RequestStats } from "./parts.ts";

/** What handlers need besides the parts. */
export interface HandlersOptions {
  requests(): RequestStats;
  readonly clock: Clock;
  readonly run_inside: RunInside;
}

/** The handler of every operation. */
export function createHandlers(parts: Parts, { requests, clock, run_inside }: HandlersOptions): Handlers {
  return {
    ...daemonHandlers(parts.daemon, requests, clock),
    ...hostHandlers(parts.health, parts.monitor, parts.services),
    ...runtimesHandlers(parts.runtimes),
    ...alertsHandlers(parts.alerts),
    ...outboxHandlers(parts.outbox),
    ...eventsHandlers(parts.events),
    ...logsHandlers(parts.logs),
    ...jobsHandlers(parts.jobs),
    ...metricsHandlers(parts.metrics),
    ...packagesHandlers(parts.packages),
    ...assistantHandlers(parts.assistant, parts.language_model),
    ...vulnerabilitiesHandlers(parts.vulnerabilities),
    ...configHandlers(parts.config),
    ...storeHandlers(parts.store),
    batch: later<"batch">(({ calls }, call) => runBatch(calls, call, run_inside)),
  };
}
