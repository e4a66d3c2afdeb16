import { type Config, configSchema } from "../../../src/config/mod.ts";
import type { OutputOf, ProcessBrief, UserLoad } from "../../../src/contract/mod.ts";
import type { Checked } from "../../../src/alerts/rule.ts";
import type { Sample } from "../../../src/core/sample.ts";

type Disk = Sample["disks"][number];

/** What a sample may be changed in. */
export interface Changes extends Partial<Omit<Sample, "cpu" | "memory">> {
  readonly cpu_percent?: number;
  readonly memory_percent?: number;
  readonly swap_percent?: number;
  readonly load_5?: number;
  /** Collectors that failed this time. */
  readonly failed?: readonly string[];
}

const COLLECTORS = [
  "host",
  "cpu",
  "load",
  "memory",
  "swap",
  "pressure",
  "disks",
  "disk_io",
  "network",
  "processes",
  "descriptors",
];

const GIB = 1024 ** 3;

/** A host with 4 cores and 16 GiB on which nothing is wrong but what the changes say. */
export function sampleOf(changes: Changes = {}): Sample {
  const { cpu_percent = 5, memory_percent = 20, swap_percent = 0, load_5 = 0.5, failed = [], ...rest } =
    changes;
  return {
    taken_at_ms: 0,
    elapsed_ms: 10_000,
    host: {
      hostname: "host",
      kernel: "6.1.0",
      os: "Debian GNU/Linux 12 (bookworm)",
      boot_at: "2026-11-20T00:00:00.000Z",
      uptime_seconds: 100_000,
      cores: 4,
    },
    cpu: failed.includes("cpu") ? null : {
      usage_percent: cpu_percent,
      user_percent: cpu_percent,
      system_percent: 0,
      iowait_percent: 0,
      steal_percent: 0,
      load_1: load_5,
      load_5,
      load_15: load_5,
      per_core_percent: [cpu_percent, cpu_percent, cpu_percent, cpu_percent],
    },
    memory: failed.includes("memory") ? null : {
      total_bytes: 16 * GIB,
      available_bytes: 16 * GIB * (1 - memory_percent / 100),
      used_bytes: 16 * GIB * (memory_percent / 100),
      free_bytes: GIB,
      buffers_bytes: 0,
      cached_bytes: 0,
      usage_percent: memory_percent,
      swap_total_bytes: GIB,
      swap_used_bytes: GIB * (swap_percent / 100),
      swap_usage_percent: swap_percent,
    },
    disks: [diskOf("/", 40)],
    disk_io: [],
    network: [],
    pressure: null,
    processes: { total: 100, running: 1, zombie: 0, threads: 300 },
    descriptors: { used: 1000, max: 100_000, usage_percent: 1 },
    figures: {},
    users: [],
    top: { cpu: [], memory: [] },
    collectors: COLLECTORS.map((name) => ({
      name,
      state: failed.includes(name) ? "failed" as const : "ok" as const,
      duration_ms: 1,
      message: null,
    })),
    ...rest,
  };
}

/** A mount of 100 GiB. */
export function diskOf(mount_point: string, usage_percent: number, changes: Partial<Disk> = {}): Disk {
  return {
    mount_point,
    device: "/dev/sda1",
    fs_type: "ext4",
    total_bytes: 100 * GIB,
    used_bytes: usage_percent * GIB,
    available_bytes: (100 - usage_percent) * GIB,
    usage_percent,
    inodes_total: 1000,
    inodes_used: 100,
    inodes_usage_percent: 10,
    read_only: false,
    ...changes,
  };
}

/** A process that uses so much. */
export function processOf(pid: number, name: string, changes: Partial<ProcessBrief> = {}): ProcessBrief {
  return {
    pid,
    name,
    user: "ann",
    cpu_percent: 99.8,
    memory_bytes: 3 * GIB,
    memory_percent: 18.75,
    ...changes,
  };
}

/** A user's sum. */
export function userOf(user: string, uid: number, changes: Partial<UserLoad> = {}): UserLoad {
  return {
    user,
    uid,
    cpu_percent: 10,
    memory_bytes: GIB,
    memory_percent: 6,
    read_bytes_per_second: 0,
    write_bytes_per_second: 0,
    processes: 3,
    threads: 9,
    ...changes,
  };
}

/** The last check of the services, with these units failed. */
export function servicesOf(...units: string[]): OutputOf<"services.failed"> {
  return {
    items: units.map((unit) => ({
      unit,
      load: "loaded",
      active: "failed",
      sub: "failed",
      description: `About ${unit}`,
    })),
    available: true,
    checked_at: "2026-11-21T10:00:00.000Z",
  };
}

/** Checks that found this and nothing else. */
export function checkedOf(found: Partial<Checked> = {}): Checked {
  return { services: servicesOf(), packages: packagesOf(), ...found };
}

/** Packages on which nothing is wrong but what the changes say. */
export function packagesOf(
  updates: Partial<OutputOf<"packages.updates">> = {},
  broken: readonly string[] = [],
): Checked["packages"] {
  return {
    updates: {
      items: [],
      total: 0,
      security: 0,
      lists: {
        count: 4,
        made_at: null,
        fetched_at: null,
        age_days: 0,
        message: "Lists are less than a day old",
      },
      reboot_required: false,
      reboot_reasons: [],
      services_restart: [],
      services_restart_message: null,
      checked_at: "2026-11-21T10:00:00.000Z",
      stale_since: null,
      message: null,
      problems: [],
      ...updates,
    },
    broken,
  };
}

/** The defaults with some settings of the alerts changed. */
export function configOf(alerts: Record<string, unknown> = {}, more: Record<string, unknown> = {}): Config {
  return configSchema.parse({ alerts, ...more });
}
