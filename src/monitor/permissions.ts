import { COLLECTORS } from "./collectors.ts";

/**
 * What the monitor's worker needs. Deno itself opens only /proc/pressure by its read permission; everything else
 * goes through libc, and its ffi permission ends as soon as that is bound.
 * `libc` is every path it may be at.
 */
export function monitorPermissions(
  { host_root, libc }: { readonly host_root: string; readonly libc: string | readonly string[] },
): Deno.PermissionOptionsObject {
  if (host_root !== "") return { read: [host_root], sys: ["statfs"] };
  const reads = COLLECTORS.flatMap((collector) => collector.reads).map(topFolder);
  return { read: [...new Set(reads)].sort(), ffi: [libc].flat() };
}

/** The kernel's two trees as a whole, anything else as it is. */
function topFolder(path: string): string {
  return /^\/(?:proc|sys)(?=\/|$)/.exec(path)?.[0] ?? path;
}
