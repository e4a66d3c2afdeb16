import type { HostReader } from "../core/host_reader.ts";
import { lines, readQuietly } from "./proc_text.ts";

/**
 * Memory that the control groups of this process leave it, bytes: the least of them and those above (cgroups(7),
 * version 2). What they keep of files they give back. null where none has a bound, or nobody may look.
 */
export function memoryRoom(host: HostReader): number | null {
  const read = (path: string) => readQuietly(() => host.readText(path));
  const own = lines(read("/proc/self/cgroup") ?? "").find((line) => line.startsWith("0::/"))?.slice(3);
  if (own === undefined) return null;
  const parts = own.split("/").filter((part) => part !== "");
  const rooms = parts.flatMap((_, index): number[] => {
    const folder = `/sys/fs/cgroup/${parts.slice(0, index + 1).join("/")}`;
    const [most, now] = [read(`${folder}/memory.max`), read(`${folder}/memory.current`)].map(numberOf);
    if (most === undefined || now === undefined) return [];
    const [, files = "0"] = /^file (\d+)$/m.exec(read(`${folder}/memory.stat`) ?? "") ?? [];
    return [Math.max(0, most - Math.max(0, now - Number(files)))];
  });
  return rooms.length === 0 ? null : Math.min(...rooms);
}

/** undefined for `max`, which is no bound. */
function numberOf(text: string | null): number | undefined {
  return text !== null && /^\d+\n?$/.test(text) ? Number(text) : undefined;
}
