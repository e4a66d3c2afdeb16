import { atOnce, type HandlersOf, later } from "../handler.ts";
import type { HealthPart, MonitorPart, ServicesPart } from "../parts.ts";

/** Handlers of what is read from the host: `health.*`, `processes.*`, `users.*`, `services.*`. */
export function hostHandlers(
  health: HealthPart,
  monitor: MonitorPart,
  services: ServicesPart,
): HandlersOf<"health" | "processes" | "users" | "services"> {
  return {
    "health.get": later<"health.get">((_, call) => health.get(call)),
    "processes.list": later<"processes.list">((query, call) => monitor.processes(query, call)),
    "users.list": later<"users.list">((query, call) => monitor.users(query, call)),
    "users.persistent": atOnce<"users.persistent">((query) => monitor.persistentUsers(query)),
    "services.failed": atOnce<"services.failed">(() => services.failed()),
  };
}
