import type { OutputOf } from "../contract/mod.ts";
import type { Metric } from "./exposition.ts";

/** The daemon's own figures. */
export function daemonMetrics(status: OutputOf<"daemon.status">): Metric[] {
  const { requests, alerts, sockets } = status;
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
      name: "cortex_resident_memory_bytes",
      help: "Resident set of the daemon",
      type: "gauge",
      points: [{ value: status.memory_bytes }],
    },
    {
      name: "cortex_build_info",
      help: "Version of the daemon",
      type: "gauge",
      points: [{ labels: { version: status.version }, value: 1 }],
    },
  ];
}
