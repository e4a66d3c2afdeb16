import { type OutputOf, SUBSYSTEM_STATES } from "../contract/mod.ts";
import { counter, gauge, type Metric } from "./metric.ts";

/** What the daemon's own figures are made of. */
export interface DaemonFigures {
  readonly status: OutputOf<"daemon.status">;
  /** Results of searches that are kept. */
  readonly cache: Pick<OutputOf<"cache.stats">, "entries" | "hits" | "misses">;
  readonly alert_statuses: Readonly<Record<string, number>>;
  /** What the main thread's heap holds, garbage that was not collected yet included. */
  readonly heap_bytes: number;
}

/** The daemon's own figures. */
export function daemonMetrics({ status, cache, alert_statuses, heap_bytes }: DaemonFigures): Metric[] {
  const { requests, alerts, sockets, subsystems, store, outbox } = status;
  return [
    counter("requests_total", "Operations ended", requests.total),
    counter("requests_failed_total", "Operations that failed", requests.failed),
    gauge("requests", "Operations under way", [
      { labels: { state: "running" }, value: requests.running },
      { labels: { state: "waiting" }, value: requests.waiting },
    ]),
    gauge(
      "connections",
      "Open connections of a socket",
      sockets.flatMap((socket) =>
        socket.connections === null ? [] : [{ labels: { socket: socket.name }, value: socket.connections }]
      ),
    ),
    gauge(
      "alerts_open",
      "Active and acknowledged alerts",
      Object.entries(alerts).map(([severity, value]) => ({ labels: { severity }, value })),
    ),
    gauge(
      "alerts",
      "Alerts kept, by status",
      Object.entries(alert_statuses).map(([state, value]) => ({ labels: { status: state }, value })),
    ),
    gauge("outbox_entries", "Entries that some consumer has not acknowledged", outbox.entries),
    counter(
      "outbox_dropped_total",
      "Entries that left undelivered because the outbox was full",
      outbox.dropped,
    ),
    gauge(
      "worker_state",
      "1 for the state that a worker is in",
      subsystems.flatMap(({ name, state }) =>
        SUBSYSTEM_STATES.map((each) => ({
          labels: { worker: name, state: each },
          value: Number(each === state),
        }))
      ),
    ),
    counter(
      "worker_restarts_total",
      "How often a worker was started again",
      subsystems.map(({ name, restarts }) => ({ labels: { worker: name }, value: restarts })),
    ),
    gauge(
      "worker_heap_bytes",
      "Heap of a worker at its last heartbeat, 0 where none runs",
      subsystems.map(({ name, heap_bytes }) => ({
        labels: { worker: name },
        value: heap_bytes ?? 0,
      })),
    ),
    gauge("store_size_bytes", "Size of the database", store.bytes),
    gauge("store_rows", "Alerts, events and blocks of samples kept", store.rows),
    gauge("search_cache_entries", "Results of searches that are kept", cache.entries),
    counter("search_cache_hits_total", "Searches answered from the cache", cache.hits),
    counter("search_cache_misses_total", "Searches that had to be made", cache.misses),
    gauge("resident_memory_bytes", "Resident set of the daemon", status.memory_bytes),
    gauge("heap_bytes", "Heap of the daemon's main thread", heap_bytes),
    gauge("build_info", "Version of the daemon", [{ labels: { version: status.version }, value: 1 }]),
  ];
}
