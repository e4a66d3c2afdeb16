import { z } from "zod";
import { bytes, nothing, percent, time } from "./common.ts";
import { alertCounts } from "./alerts.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

const rate = once(() => z.number().nonnegative());

/** Processor time since the tick before, and load. */
export const cpu = once(() =>
  z.object({
    usage_percent: percent().describe("Time not idle, of all cores, 0 to 100"),
    user_percent: percent().describe("user + nice"),
    system_percent: percent().describe("system + irq + softirq"),
    iowait_percent: percent(),
    steal_percent: percent(),
    load_1: z.number().describe("Load average of 1 minute"),
    load_5: z.number().describe("Of 5 minutes"),
    load_15: z.number().describe("Of 15 minutes"),
    per_core_percent: z.array(percent()).describe("Busy time of each core"),
  }).meta({ id: "Cpu", description: "Processor time since the tick before, and load" })
);

/** Memory and swap by /proc/meminfo (proc_meminfo(5)). */
export const memory = once(() =>
  z.object({
    total_bytes: bytes().describe("MemTotal"),
    available_bytes: bytes().describe("MemAvailable"),
    used_bytes: bytes().describe("total - available"),
    free_bytes: bytes().describe("MemFree"),
    buffers_bytes: bytes(),
    cached_bytes: bytes().describe("Cached + SReclaimable, as free(1)"),
    usage_percent: percent(),
    swap_total_bytes: bytes(),
    swap_used_bytes: bytes(),
    swap_usage_percent: percent(),
  }).meta({ id: "Memory", description: "Memory and swap by /proc/meminfo (proc_meminfo(5))" })
);

/** Space and inodes of one mount, as df(1). */
export const disk = once(() =>
  z.object({
    mount_point: z.string().describe("Where it is mounted"),
    device: z.string().describe("What is mounted"),
    fs_type: z.string().describe("ext4, tmpfs"),
    total_bytes: bytes(),
    used_bytes: bytes(),
    available_bytes: bytes().describe("For ordinary users"),
    usage_percent: percent().describe("used / (used + available), rounded up, as df(1)"),
    inodes_total: z.number().int().describe("0 where the file system has none"),
    inodes_used: z.number().int().describe("Of inodes_total"),
    inodes_usage_percent: percent().nullable().describe("null where the file system has no fixed inodes"),
    read_only: z.boolean().describe("Mounted so"),
  }).meta({ id: "Disk", description: "Space and inodes of one mount, as df(1)" })
);

/** Traffic of one block device since the tick before (proc_diskstats(5)). */
export const diskIo = once(() =>
  z.object({
    device: z.string().describe("Name in /proc/diskstats"),
    read_bytes_per_second: rate().describe("Read from it"),
    write_bytes_per_second: rate().describe("Written to it"),
    reads_per_second: rate().describe("Finished reads"),
    writes_per_second: rate().describe("Finished writes"),
    busy_percent: percent(),
  }).meta({
    id: "DiskIo",
    description: "Traffic of one block device since the tick before (proc_diskstats(5))",
  })
);

/** Traffic of one interface since the tick before (/proc/net/dev). */
export const network = once(() =>
  z.object({
    interface: z.string().describe("Its name"),
    rx_bytes_per_second: rate().describe("Received"),
    tx_bytes_per_second: rate().describe("Sent"),
    rx_packets_per_second: rate().describe("Received"),
    tx_packets_per_second: rate().describe("Sent"),
    rx_errors: z.number().int().describe("Since boot"),
    tx_errors: z.number().int().describe("Since boot"),
    rx_dropped: z.number().int().describe("Since boot"),
    tx_dropped: z.number().int().describe("Since boot"),
  }).meta({ id: "Network", description: "Traffic of one interface since the tick before (/proc/net/dev)" })
);

const stall = once(() =>
  z.object({
    some_avg10: percent(),
    some_avg60: percent(),
    some_avg300: percent(),
    full_avg10: percent().nullable(),
    full_avg60: percent().nullable(),
    full_avg300: percent().nullable(),
  })
);
/** Stall shares by resource (Documentation/accounting/psi.rst of the kernel). */
export const pressure = once(() =>
  z.object({
    cpu: stall().nullable().describe("Waiting for a processor"),
    memory: stall().nullable().describe("Waiting for memory"),
    io: stall().nullable().describe("Waiting for input or output"),
  })
    .meta({
      id: "Pressure",
      description:
        "Stall shares by resource (Documentation/accounting/psi.rst of the kernel); a kernel without it has none",
    })
);

/** What the host is. */
export const host = once(() =>
  z.object({
    hostname: z.string().describe("Its name"),
    kernel: z.string().describe("Release of the kernel"),
    os: z.string().describe("PRETTY_NAME of os-release(5)"),
    boot_at: time(),
    uptime_seconds: z.number().describe("Since boot_at"),
    cores: z.int().describe("Processors that are online"),
  }).meta({ id: "Host", description: "What the host is" })
);

/** How many processes and threads there are. */
export const processCounts = once(() =>
  z.object({
    total: z.int().describe("All of them"),
    running: z.int().describe("State R"),
    zombie: z.int().describe("State Z"),
    threads: z.int().describe("Of all processes"),
  }).meta({ id: "ProcessCounts", description: "How many processes and threads there are" })
);

/** Open files of the host (/proc/sys/fs/file-nr). */
export const descriptors = once(() =>
  z.object({
    used: z.number().int().describe("Open now"),
    max: z.number().describe("The kernel allows no more"),
    usage_percent: percent(),
  }).meta({ id: "Descriptors", description: "Open files of the whole host (/proc/sys/fs/file-nr)" })
);

/** What a part of the daemon can be in. */
export const SUBSYSTEM_STATES = ["starting", "running", "idle", "restarting", "unhealthy", "off"] as const;
/** A part of the daemon and how it is. */
export const subsystem = once(() =>
  z.object({
    name: z.string().describe("monitor, inventory"),
    state: z.enum(SUBSYSTEM_STATES).describe("How it is"),
    restarts: z.int().describe("Since the daemon started"),
    last_heartbeat_at: time().nullable().describe("null: it does not run"),
    heap_bytes: bytes().nullable().describe(
      "Heap of its worker at the last heartbeat; null: it has none now",
    ),
    message: z.string().nullable().describe("Why it is not well"),
  }).meta({ id: "Subsystem", description: "A part of the daemon and how it is" })
);
export type Subsystem = Infer<typeof subsystem>;

/** How the state is kept. */
export const storeHealth = once(() =>
  z.object({
    state: z.enum(["ok", "recovered", "memory", "failing"])
      .describe(
        "recovered: a damaged file was moved aside at start; memory: nothing is kept; failing: writes fail",
      ),
    bytes: bytes(),
    oldest_sample_at: time().nullable().describe("null: there is none"),
    message: z.string().nullable().describe("What is wrong with it"),
  }).meta({ id: "StoreHealth", description: "How the state is kept" })
);
export type StoreHealth = Infer<typeof storeHealth>;

/** How a collector did on the last tick. */
export const collectorRun = once(() =>
  z.object({
    name: z.string().describe("What it reads: cpu, disks"),
    state: z.enum(["ok", "failed", "timed_out", "absent"]).describe("absent: not on this machine"),
    duration_ms: z.number().describe("Of its last run"),
    message: z.string().nullable().describe("Why it failed"),
  }).meta({ id: "CollectorRun", description: "How a collector did on the last tick" })
);

/** The whole picture: host, open alerts, parts of the daemon. */
export const health = once(() =>
  z.object({
    status: z.enum(["ok", "warning", "critical", "degraded"])
      .describe("The worst open alert; degraded when a part of the daemon does not do its work"),
    load_status: z.enum(["light", "medium", "heavy"])
      .describe("heavy: a figure at its threshold, or a persistent user; medium: a figure above 60 %"),
    load_reasons: z.array(z.string()).describe(
      "Why, with figures, the heavy ones first; none when it is light",
    ),
    taken_at: time(),
    host: host(),
    cpu: cpu().nullable(),
    memory: memory().nullable(),
    disks: z.array(disk()),
    disk_io: z.array(diskIo()),
    network: z.array(network()),
    pressure: pressure().nullable(),
    processes: processCounts().nullable(),
    descriptors: descriptors().nullable(),
    services: z.object({
      failed: z.int().nullable().describe("null where there is no systemd or it was not asked yet"),
      checked_at: time().nullable(),
    }).describe("systemd units that failed"),
    alerts: alertCounts(),
    subsystems: z.array(subsystem()),
    collectors: z.array(collectorRun()),
    store: storeHealth(),
  }).meta({ id: "Health", description: "The whole picture: host, open alerts, parts of the daemon" })
);
export type Health = Infer<typeof health>;

/** `health.get` */
export const healthGet = defineOperation({
  name: "health.get",
  kind: "query",
  summary: "How the host is: the last sample, open alerts and the daemon's own parts",
  input: nothing,
  output: health,
  errors: ["NOT_READY", "UNAVAILABLE"],
  scope: "read",
  http: { method: "GET", path: "/v1/health" },
});
