import type { Route } from "./route.ts";
import type { Operations, Subscriptions } from "./types.ts";

const query = (path: string): Route => ({ kind: "query", http: { method: "GET", path } });
const action = (path: string): Route => ({ kind: "action", http: { method: "POST", path } });

/**
 * How each operation is sent, without its schemas: a client that only sends needs no zod, which is most of the
 * start-up time of a short command. Every operation must be here to compile; a test holds the rows equal to theirs.
 */
export const ROUTES: Readonly<Record<keyof Operations, Route>> = {
  "daemon.ping": query("/v1/ping"),
  "daemon.version": query("/v1/version"),
  "daemon.status": query("/v1/status"),
  "daemon.reload": action("/v1/daemon/reload"),
  "daemon.shutdown": action("/v1/daemon/shutdown"),
  "daemon.permissions": query("/v1/permissions"),
  "daemon.dump": action("/v1/daemon/dump"),
  "health.get": query("/v1/health"),
  "processes.list": query("/v1/processes"),
  "users.list": query("/v1/users"),
  "users.persistent": query("/v1/users/persistent"),
  "services.failed": query("/v1/services/failed"),
  "runtimes.list": query("/v1/runtimes"),
  "alerts.list": query("/v1/alerts"),
  "alerts.get": query("/v1/alerts/{id}"),
  "alerts.acknowledge": action("/v1/alerts/{id}/acknowledge"),
  "alerts.dismiss": action("/v1/alerts/{id}/dismiss"),
  "alerts.resolve": action("/v1/alerts/{id}/resolve"),
  "alerts.acknowledge_all": action("/v1/alerts/acknowledge"),
  "alerts.dismiss_all": action("/v1/alerts/dismiss"),
  "alerts.clear": action("/v1/alerts/clear"),
  "alerts.silence": action("/v1/silences"),
  "alerts.silences": query("/v1/silences"),
  "alerts.unsilence": action("/v1/silences/{id}/end"),
  "outbox.list": query("/v1/outbox"),
  "outbox.read": action("/v1/outbox/read"),
  "outbox.acknowledge": action("/v1/outbox/acknowledge"),
  "events.list": query("/v1/events/list"),
  "logs.list": query("/v1/logs/list"),
  "jobs.list": query("/v1/jobs"),
  "jobs.get": query("/v1/jobs/{id}"),
  "jobs.cancel": action("/v1/jobs/{id}/cancel"),
  "metrics.query": query("/v1/metrics/query"),
  "metrics.latest": query("/v1/metrics/latest"),
  "packages.search": query("/v1/packages"),
  "packages.suggest": query("/v1/packages/suggest"),
  "packages.explicit": query("/v1/packages/explicit"),
  "packages.count": query("/v1/packages/count"),
  "packages.status": query("/v1/packages/status"),
  "packages.updates": query("/v1/packages/updates"),
  "packages.conflicts": query("/v1/packages/conflicts"),
  "packages.why": query("/v1/packages/{name}/why"),
  "packages.history": query("/v1/packages/history"),
  "packages.info": query("/v1/packages/{name}"),
  "cache.stats": query("/v1/cache"),
  "cache.clear": action("/v1/cache/clear"),
  "assistant.ask": { kind: "query", http: { method: "POST", path: "/v1/assistant/ask" } },
  "assistant.explain": { kind: "query", http: { method: "POST", path: "/v1/assistant/explain" } },
  "assistant.infer": { kind: "query", http: { method: "POST", path: "/v1/assistant/infer" } },
  "assistant.status": query("/v1/assistant/status"),
  "assistant.models": query("/v1/assistant/models"),
  "assistant.load": action("/v1/assistant/load"),
  "assistant.unload": action("/v1/assistant/unload"),
  "assistant.cancel": action("/v1/assistant/cancel"),
  "vulnerabilities.list": query("/v1/vulnerabilities"),
  "vulnerabilities.summary": query("/v1/vulnerabilities/summary"),
  "feeds.list": query("/v1/feeds"),
  "feeds.import": action("/v1/feeds/import"),
  "config.get": query("/v1/config"),
  "config.set": action("/v1/config/set"),
  "config.validate": { kind: "query", http: { method: "POST", path: "/v1/config/validate" } },
  "config.schema": query("/v1/config/schema"),
  "store.backup": action("/v1/store/backup"),
  "store.status": query("/v1/store"),
  batch: action("/v1/batch"),
};

/** How each subscription is opened. */
export const SUBSCRIPTION_ROUTES: Readonly<Record<keyof Subscriptions, Route>> = {
  "events.stream": { kind: "subscription", http: { method: "GET", path: "/v1/events" } },
  "logs.stream": { kind: "subscription", http: { method: "GET", path: "/v1/logs" } },
  "jobs.stream": { kind: "subscription", http: { method: "GET", path: "/v1/jobs/{id}/stream" } },
};

/** Where the bytes of a feed are put that a job of the kind `feeds.import` waits for: no operation's input. */
export const FEED_PATH = "/v1/feeds/import/{job}";

/** Where the copy that a job of the kind `store.backup` made is fetched: a database of SQLite, no operation's answer. */
export const BACKUP_PATH = "/v1/store/backup/{job}";
