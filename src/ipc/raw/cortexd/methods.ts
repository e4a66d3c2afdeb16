import type { Config } from "../../../config/mod.ts";
import type { Dispatcher } from "../../../operations/mod.ts";
import type { Method, Methods } from "../method.ts";
import { acknowledgeAlerts, dismissAlerts } from "./change_alerts.ts";
import { readHealth } from "./health.ts";
import { modelBackend, modelMethods } from "./language_model.ts";
import { listAlerts } from "./list_alerts.ts";

/** Connections that may wait to be accepted: what Deno gives listen(2). */
const BACKLOG = 1024;

/** What the methods of older programs need. */
export interface LegacyOptions {
  readonly dispatcher: Dispatcher;
  config(): Config["ipc"];
  /** Final path of the raw socket. */
  readonly path: string;
}

/** The methods of cortexd in all its generations. */
export function cortexdMethods({ dispatcher, config, path }: LegacyOptions): Methods {
  const health = readHealth(dispatcher);
  const alerts = listAlerts(dispatcher);
  const acknowledge = acknowledgeAlerts(dispatcher);
  const reload: Method = async (_, call) => {
    await dispatcher.call("daemon.reload", {}, call);
    return { reloaded: true };
  };
  const status: Method = async (_, call) => {
    const { version, uptime_seconds, state } = await dispatcher.call("daemon.status", {}, call);
    return {
      version,
      uptime_seconds: Math.floor(uptime_seconds),
      running: state !== "stopping",
      health: await health({}, call),
      llm: await modelBackend(dispatcher, call),
    };
  };
  return new Map<string, Method>([
    ["ping", (_, call) => dispatcher.call("daemon.ping", {}, call)],
    ["version", async (_, call) => {
      const { version, name } = await dispatcher.call("daemon.version", {}, call);
      return { version, name };
    }],
    ["config.get", () => ({
      socket_path: path,
      socket_backlog: BACKLOG,
      socket_timeout_ms: config().raw_request_timeout_ms,
      max_requests_per_sec: config().rate_limit_per_second,
      log_level: dispatcher.legacy().log_level,
    })],
    ["config.reload", reload],
    ["shutdown", (_, call) => dispatcher.call("daemon.shutdown", {}, call)],
    ["health", health],
    ["alerts", alerts],
    ["alerts.get", alerts],
    ["alerts.acknowledge", acknowledge],
    ["alerts.dismiss", dismissAlerts(dispatcher)],
    // The first generation, known from its documents, and the second.
    ["status", status],
    ["acknowledge_alert", acknowledge],
    ["config_reload", reload],
    ...modelMethods(dispatcher),
  ]);
}
