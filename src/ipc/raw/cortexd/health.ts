import type { Health } from "../../../contract/mod.ts";
import type { Dispatcher, LegacyConfig } from "../../../operations/mod.ts";
import type { Method } from "../method.ts";

const NO_CPU = { usage_percent: 0 };
const NO_MEMORY = { usage_percent: 0, total_bytes: 0, used_bytes: 0, available_bytes: 0 };
const NO_DISK = { ...NO_MEMORY, mount_point: "/" };

/** `health`: the host in the protocol's members. Made once for each sample. */
export function readHealth(dispatcher: Dispatcher): Method {
  let last: { health: Health; thresholds: LegacyConfig["thresholds"]; view: object } | undefined;
  const view = (health: Health) => {
    const { thresholds } = dispatcher.legacy();
    if (last?.health !== health || last.thresholds !== thresholds) {
      last = { health, thresholds, view: healthView(health, thresholds) };
    }
    return last.view;
  };
  return (_, call) => {
    const health = dispatcher.call("health.get", {}, call);
    return health instanceof Promise ? health.then(view) : view(health);
  };
}

function healthView(health: Health, thresholds: LegacyConfig["thresholds"]): object {
  const { host, services, disks } = health;
  const cpu = health.cpu ?? NO_CPU;
  const memory = health.memory ?? NO_MEMORY;
  const disk = disks.find((one) => one.mount_point === "/") ?? disks[0] ?? NO_DISK;
  return {
    cpu: { usage_percent: cpu.usage_percent, cores: host.cores },
    memory: {
      usage_percent: memory.usage_percent,
      total_bytes: memory.total_bytes,
      used_bytes: memory.used_bytes,
      available_bytes: memory.available_bytes,
    },
    disk: {
      usage_percent: disk.usage_percent,
      total_bytes: disk.total_bytes,
      used_bytes: disk.used_bytes,
      available_bytes: disk.available_bytes,
      mount_point: disk.mount_point,
    },
    system: { uptime_seconds: Math.floor(host.uptime_seconds), failed_services_count: services.failed ?? 0 },
    thresholds,
  };
}
