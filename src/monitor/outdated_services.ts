import type { ServiceRestart } from "../contract/wire.ts";
import { type HostReader, HostReadError } from "../core/host_reader.ts";
import { lines, readQuietly } from "./proc_text.ts";

/** What is known of the services of a host. */
export interface OutdatedServices {
  /** Those that still run what an upgrade has replaced, by name. */
  readonly items: readonly ServiceRestart[];
  /** Services of which this daemon may see at least one process. */
  readonly seen: number;
  /** Services into which it may not look at all (ptrace(2), access mode PTRACE_MODE_READ_FSCREDS). */
  readonly unseen: number;
}

/** Files that are named of a service. */
const NAMED = 20;

/** A page of code more than any program has; what is beyond is not looked at. */
const MAPS_BYTES = 8_388_608;

/** After so many processes clients of the worker are answered. */
const STEP = 32;

/** `address perms offset dev inode path` (proc_pid_maps(5)): code from a file that has lost its name. */
const REPLACED = /^[0-9a-f]+-[0-9a-f]+ ..x. [0-9a-f]+ \S+ \d+ +(\/.*) \(deleted\)$/;

/** Where packages put code. Programs make files of their own elsewhere, to be gone when they end. */
const CODE = /^\/(?:usr\/(?!local\/)|lib|bin\/|sbin\/|opt\/)/;

/**
 * Looks at the code that each process of a service runs. What an upgrade replaces is unlinked, and stays on the disk
 * without a name for as long as it runs. Processes that end meanwhile are no error.
 */
export async function findOutdatedServices(host: HostReader): Promise<OutdatedServices> {
  const services = new Map<string, Set<string> | null>();
  const pids = (host.list("/proc") ?? []).filter((name) => /^[1-9]\d*$/.test(name));
  for (const [index, pid] of pids.entries()) {
    if (index % STEP === STEP - 1) await new Promise((resolve) => setTimeout(resolve, 0));
    const service = serviceOf(readQuietly(() => host.readText(`/proc/${pid}/cgroup`)) ?? "");
    if (service === null) continue;
    const files = replacedFiles(host, pid);
    const known = services.get(service);
    if (files === null) services.set(service, known ?? null);
    else services.set(service, new Set([...known ?? [], ...files]));
  }
  const seen = [...services].flatMap(([service, files]) => files === null ? [] : [{ service, files }]);
  return {
    items: seen.filter(({ files }) => files.size > 0)
      .map(({ service, files }) => ({ service, files: [...files].sort().slice(0, NAMED) }))
      .sort((a, b) => a.service < b.service ? -1 : 1),
    seen: seen.length,
    unseen: services.size - seen.length,
  };
}

/** The unit that a process is of, by its control group (cgroups(7)); null: of none, or of one in a container. */
function serviceOf(cgroup: string): string | null {
  for (const line of lines(cgroup)) {
    const [, path] = /^\d+:(?:name=systemd)?:(\/.*)$/.exec(line) ?? [];
    if (path === undefined || path.startsWith("/machine.slice/")) continue;
    const service = path.split("/").find((part) => part.endsWith(".service"));
    if (service !== undefined) return service;
  }
  return null;
}

/** null where this daemon may not look. */
function replacedFiles(host: HostReader, pid: string): string[] | null {
  try {
    const maps = host.readText(`/proc/${pid}/maps`, MAPS_BYTES) ?? "";
    return lines(maps).flatMap((line) => REPLACED.exec(line)?.[1] ?? []).filter((path) => CODE.test(path));
  } catch (error) {
    if (error instanceof HostReadError) return null;
    throw error;
  }
}
