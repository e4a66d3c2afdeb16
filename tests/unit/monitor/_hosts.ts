/** Hosts for tests: recorded ones, and ones made of a few lines. */
import { openFileReader } from "../../../src/core/file_reader.ts";
import { type HostReader, HostReadError, type StatVfs } from "../../../src/core/host_reader.ts";
import type { Collector, CollectorContext, Tick } from "../../../src/monitor/collector.ts";
import type { CollectorName, Parts } from "../../../src/monitor/parts.ts";
import { createProcessTable } from "../../../src/monitor/process_table.ts";
import { HOSTS } from "../core/_host_reader_suite.ts";

export { HOSTS, recordedHosts } from "../core/_host_reader_suite.ts";

/** A recorded host. */
export function recorded(name: string): HostReader {
  return openFileReader(`${HOSTS}${name}`);
}

/** What a file of a recorded host says, or what its tools printed: `.df`, `.free`, `.ps`. */
export function printed(host: string, name: string): string {
  return new TextDecoder().decode(Deno.readFileSync(`${HOSTS}${host}/${name}`));
}

/** Whether the tools of a recorded host were busybox's, which differ from coreutils and procps in a few things. */
export function isBusybox(host: string): boolean {
  return host.includes("busybox") || host.includes("arm64");
}

/** Files of a made-up host by path; a function answers anew each time, and a symbolic errno is thrown. */
export type MemoryFiles = Record<string, string | Uint8Array | (() => string | null)>;

/** A host whose files may be changed while it is read; mounts answer what `space` says. */
export function memoryHost(
  files: MemoryFiles,
  space: Record<string, StatVfs | Promise<StatVfs>> = {},
): HostReader {
  const read = (path: string, limit = Infinity): Uint8Array | null => {
    const file = files[path];
    const content = typeof file === "function" ? file() : file ?? null;
    if (content === null) return null;
    if (typeof content === "string" && /^E[A-Z]+$/.test(content)) {
      throw new HostReadError("read", path, content);
    }
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    return bytes.slice(0, Math.min(bytes.length, limit));
  };
  return {
    read,
    readText(path, limit) {
      const bytes = read(path, limit);
      return bytes && new TextDecoder().decode(bytes);
    },
    list(path) {
      const prefix = `${path}/`;
      const below = Object.keys(files).filter((file) => file.startsWith(prefix));
      if (below.length === 0) return null;
      return [...new Set(below.map((file) => file.slice(prefix.length).split("/", 1)[0] ?? ""))];
    },
    statvfs: (path) => Promise.resolve(space[path] ?? null),
    [Symbol.dispose]() {},
  };
}

/** What a collector is made with. */
export function contextOf(host: HostReader, ignored_mounts: readonly string[] = []): CollectorContext {
  return { host, processes: createProcessTable(host), ignored_mounts: new Set(ignored_mounts) };
}

/** A run at a time of the steady clock, with what the collector said was missing. */
export function tickAt(steady_ms: number): Tick & { readonly missing: string[] } {
  const missing: string[] = [];
  return {
    wall_ms: Date.UTC(2026, 10, 21) + steady_ms,
    steady_ms,
    signal: new AbortController().signal,
    incomplete: (message) => void missing.push(message),
    missing,
  };
}

/** Runs a collector once on a host. */
export async function collectOnce<N extends CollectorName>(
  collector: Collector<N>,
  host: HostReader,
): Promise<Parts[N] | null> {
  return await collector.create(contextOf(host))(tickAt(0));
}

/** A host that turns into another one: reads go to the last that was given. */
export function changingHost(first: HostReader): HostReader & { become(next: HostReader): void } {
  let host = first;
  return {
    read: (path, limit) => host.read(path, limit),
    readText: (path, limit) => host.readText(path, limit),
    list: (path) => host.list(path),
    statvfs: (path) => host.statvfs(path),
    [Symbol.dispose]: () => host[Symbol.dispose](),
    become: (next) => void (host = next),
  };
}

/** A line of ps. */
export interface PsRow {
  readonly pid: number;
  readonly parent_pid: number;
  /** Its first letter. */
  readonly state: string;
  readonly threads: number;
  readonly uid: number;
  readonly user: string;
}

/** What ps said of a recorded host: pid, ppid, state, threads, resident set, uid, user, name. */
export function psRows(host: string): PsRow[] {
  return printed(host, ".ps").trimEnd().split("\n").map((line) => {
    const [pid, parent_pid, state = "", threads, , uid, user = ""] = line.trim().split(/\s+/);
    return {
      pid: Number(pid),
      parent_pid: Number(parent_pid),
      state: state.slice(0, 1),
      threads: Number(threads),
      uid: Number(uid),
      user,
    };
  });
}
