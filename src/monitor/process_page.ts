import type { OutputOf, ParsedInputOf, Process } from "../contract/mod.ts";
import { rfc3339 } from "../core/clock.ts";
import type { HostReader } from "../core/host_reader.ts";
import { type Order, type Position, sortedAfter } from "../core/keyset.ts";
import type { ProcessEntry } from "./process_entry.ts";
import type { ProcessTable } from "./process_table.ts";
import { readQuietly, readRequired } from "./proc_text.ts";

/** What the worker is asked for: the cursor is decoded already. */
export interface ProcessQuery extends Omit<ParsedInputOf<"processes.list">, "cursor"> {
  readonly after: Position | null;
}

/** What it answers; `next` is where the next page begins. */
export interface ProcessPage extends Omit<OutputOf<"processes.list">, "next_cursor"> {
  readonly next: Position | null;
}

/** Longest command line that is sent, characters. */
const COMMAND_LENGTH = 256;
const COMMAND_BYTES = 4096;
/** A page ends before its reply comes near the limit of 256 KiB, whatever stands in the command lines. */
const PAGE_BYTES = 200_000;

const ORDERS: Readonly<Record<ProcessQuery["sort"], Omit<Order<ProcessEntry>, "id">>> = {
  cpu: { key: (entry) => entry.cpu_percent, falling: true },
  memory: { key: (entry) => entry.memory_bytes, falling: true },
  pid: { key: (entry) => entry.pid, falling: false },
  name: { key: (entry) => entry.name, falling: false },
};

/** The end of the year 9999, for a kernel that says nonsense. */
const LAST_MS = Date.UTC(9999, 11, 31);

/** A page of the last scan. */
export function processPage(host: HostReader, table: ProcessTable, query: ProcessQuery): ProcessPage {
  const text = query.filter?.toLowerCase();
  const fitting = [...table.entries()].filter((entry) =>
    (query.pid === undefined || entry.pid === query.pid) &&
    (query.state === undefined || entry.state === query.state) &&
    (query.user === undefined || isUser(table, entry.uid, query.user)) &&
    (text === undefined || `${entry.name}\n${commandOf(host, entry)}`.toLowerCase().includes(text))
  );
  const order = { ...ORDERS[query.sort], id: (entry: ProcessEntry) => entry.pid };
  const rest = sortedAfter(fitting, order, query.after);
  const boot_ms = bootTime(host);
  const encoder = new TextEncoder();
  const items: Process[] = [];
  let bytes = 0;
  for (const entry of rest.slice(0, query.limit)) {
    const item = describe(host, table, entry, boot_ms);
    bytes += encoder.encode(JSON.stringify(item)).length;
    if (bytes > PAGE_BYTES && items.length > 0) break;
    items.push(item);
  }
  const last = rest[items.length - 1];
  return {
    items,
    next: last && items.length < rest.length ? { key: order.key(last), id: last.pid } : null,
    total: fitting.length,
    taken_at: rfc3339(table.takenAt() ?? 0),
  };
}

function describe(host: HostReader, table: ProcessTable, entry: ProcessEntry, boot_ms: number): Process {
  return {
    pid: entry.pid,
    parent_pid: entry.parent_pid,
    name: entry.name,
    command: commandOf(host, entry),
    user: table.userName(entry.uid),
    uid: entry.uid,
    state: entry.state,
    cpu_percent: entry.cpu_percent,
    memory_bytes: entry.memory_bytes,
    memory_percent: table.memoryPercent(entry.memory_bytes),
    threads: entry.threads,
    open_files: readQuietly(() => host.list(`/proc/${entry.pid}/fd`))?.length ?? null,
    started_at: rfc3339(Math.min(boot_ms + 1000 * entry.start_ticks / table.units.ticks_per_second, LAST_MS)),
  };
}

/** The command line, read when first asked for; kernel threads and zombies have none and show their name. */
function commandOf(host: HostReader, entry: ProcessEntry): string {
  entry.command ??= readCommand(host, entry.pid) || `[${entry.name}]`;
  return entry.command;
}

function readCommand(host: HostReader, pid: number): string {
  const text = readQuietly(() => host.readText(`/proc/${pid}/cmdline`, COMMAND_BYTES)) ?? "";
  return text.replace(/\0+$/, "").replaceAll("\0", " ").slice(0, COMMAND_LENGTH).toWellFormed();
}

function isUser(table: ProcessTable, uid: number, wanted: string): boolean {
  return table.userName(uid) === wanted || String(uid) === wanted;
}

/** Time of boot, milliseconds since 1970. */
function bootTime(host: HostReader): number {
  return 1000 * Number(readRequired(host, "/proc/stat").match(/^btime (\d+)$/m)?.[1] ?? 0);
}
