import { COLLECTORS } from "./collectors.ts";
import type { MonitorSettings } from "./protocol.ts";

/**
 * What the monitor's worker needs. Deno itself opens only /proc/pressure by its read permission; everything else
 * goes through libc, and its ffi permission ends as soon as that is bound.
 */
export function monitorPermissions(
  { host_root, libc }: Pick<MonitorSettings, "host_root" | "libc">,
): Deno.PermissionOptionsObject {
  if (host_root !== "") return { read: [host_root], sys: ["statfs"] };
  const reads = COLLECTORS.flatMap((collector) => collector.reads).map(topFolder);
  return { read: [...new Set(reads)].sort(), ffi: [libc] };
}

/** The kernel's two trees as a whole, anything else as it is. */
function topFolder(path: string): string {
  return /^\/(?:proc|sys)(?=\/|$)/.exec(path)?.[0] ?? path;
}
