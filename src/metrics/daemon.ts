import { type OutputOf, SUBSYSTEM_STATES } from "../contract/mod.ts";
import type { Metric } from "./exposition.ts";

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
    {
      name: "cortex_requests_total",
      help: "Operations ended",
      type: "counter",
      points: [{ value: requests.total }],
    },
    {
      name: "cortex_requests_failed_total",
      help: "Operations that failed",
      type: "counter",
      points: [{ value: requests.failed }],
    },
    {
      name: "cortex_requests",
      help: "Operations under way",
      type: "gauge",
      points: [
        { labels: { state: "running" }, value: requests.running },
        { labels: { state: "waiting" }, value: requests.waiting },
      ],
    },
    {
      name: "cortex_connections",
      help: "Open connections of a socket",
      type: "gauge",
      points: sockets.flatMap((socket) =>
        socket.connections === null ? [] : [{ labels: { socket: socket.name }, value: socket.connections }]
      ),
    },
    {
      name: "cortex_alerts_open",
      help: "Active and acknowledged alerts",
      type: "gauge",
      points: Object.entries(alerts).map(([severity, value]) => ({ labels: { severity }, value })),
    },
    {
      name: "cortex_alerts",
      help: "Alerts kept, by status",
      type: "gauge",
      points: Object.entries(alert_statuses).map(([state, value]) => ({ labels: { status: state }, value })),
    },
    {
      name: "cortex_outbox_entries",
      help: "Entries that some consumer has not acknowledged",
      type: "gauge",
      points: [{ value: outbox.entries }],
    },
    {
      name: "cortex_outbox_dropped_total",
      help: "Entries that left undelivered because the outbox was full",
      type: "counter",
      points: [{ value: outbox.dropped }],
    },
    {
      name: "cortex_worker_state",
      help: "1 for the state that a worker is in",
      type: "gauge",
      points: subsystems.flatMap(({ name, state }) =>
        SUBSYSTEM_STATES.map((each) => ({
          labels: { worker: name, state: each },
          value: Number(each === state),
        }))
      ),
    },
    {
      name: "cortex_worker_restarts_total",
      help: "How often a worker was started again",
      type: "counter",
      points: subsystems.map(({ name, restarts }) => ({ labels: { worker: name }, value: restarts })),
    },
    {
      name: "cortex_worker_heap_bytes",
      help: "Heap of a worker at its last heartbeat, 0 where none runs",
      type: "gauge",
      points: subsystems.map(({ name, heap_bytes }) => ({
        labels: { worker: name },
        value: heap_bytes ?? 0,
      })),
    },
    {
      name: "cortex_store_size_bytes",
      help: "Size of the database",
      type: "gauge",
      points: [{ value: store.bytes }],
    },
    {
      name: "cortex_store_rows",
      help: "Alerts, events and blocks of samples kept",
      type: "gauge",
      points: [{ value: store.rows }],
    },
    {
      name: "cortex_search_cache_entries",
      help: "Results of searches that are kept",
      type: "gauge",
      points: [{ value: cache.entries }],
    },
    {
      name: "cortex_search_cache_hits_total",
      help: "Searches answered from the cache",
      type: "counter",
      points: [{ value: cache.hits }],
    },
    {
      name: "cortex_search_cache_misses_total",
      help: "Searches that had to be made",
      type: "counter",
      points: [{ value: cache.misses }],
    },
    {
      name: "cortex_resident_memory_bytes",
      help: "Resident set of the daemon",
      type: "gauge",
      points: [{ value: status.memory_bytes }],
    },
    {
      name: "cortex_heap_bytes",
      help: "Heap of the daemon's main thread",
      type: "gauge",
      points: [{ value: heap_bytes }],
    },
    {
      name: "cortex_build_info",
      help: "Version of the daemon",
      type: "gauge",
      points: [{ labels: { version: status.version }, value: 1 }],
    },
  ];
}
