import type { Clock } from "../core/clock.ts";
import type { Handlers } from "./handler.ts";
import { alertsHandlers } from "./handlers/alerts.ts";
import { configHandlers } from "./handlers/config.ts";
import { daemonHandlers } from "./handlers/daemon.ts";
import { eventsHandlers } from "./handlers/events.ts";
import { hostHandlers } from "./handlers/host.ts";
import { jobsHandlers } from "./handlers/jobs.ts";
import { metricsHandlers } from "./handlers/metrics.ts";
import { runtimesHandlers } from "./handlers/runtimes.ts";
import { storeHandlers } from "./handlers/store.ts";
import type { Parts, RequestStats } from "./parts.ts";

/** The handler of every operation. */
export function createHandlers(parts: Parts, requests: () => RequestStats, clock: Clock): Handlers {
  return {
    ...daemonHandlers(parts.daemon, requests, clock),
    ...hostHandlers(parts.health, parts.monitor, parts.services),
    ...runtimesHandlers(parts.runtimes),
    ...alertsHandlers(parts.alerts),
    ...eventsHandlers(parts.events),
    ...jobsHandlers(parts.jobs),
    ...metricsHandlers(parts.metrics),
    ...configHandlers(parts.config),
    ...storeHandlers(parts.store),
  };
}
