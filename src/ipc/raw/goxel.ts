import type { Dispatcher } from "../../operations/mod.ts";
import type { Method, Methods } from "./method.ts";

/** The two methods by which the Goxel daemon is watched. */
export function goxelMethods(dispatcher: Dispatcher): Methods {
  return new Map<string, Method>([
    ["health_check", async (_, call) => {
      const { healthy, uptime_seconds, requests } = await dispatcher.call("daemon.status", {}, call);
      return { healthy, uptime: Math.floor(uptime_seconds), requests: requests.total };
    }],
    ["health_stats", async (_, call) => {
      const { requests, sockets, memory_bytes } = await dispatcher.call("daemon.status", {}, call);
      return {
        total_requests: requests.total,
        failed_requests: requests.failed,
        active_connections: sockets.reduce((sum, { connections }) => sum + (connections ?? 0), 0),
        memory_usage_mb: Math.round(memory_bytes / 104_857.6) / 10,
      };
    }],
  ]);
}
