import type {
  Alert,
  Event,
  FailedUnit,
  Health,
  OutputOf,
  Process,
  Setting,
} from "../../../src/contract/mod.ts";

/** The moment at which the samples are looked at. */
export const NOW = Date.parse("2026-11-21T12:00:00.000Z");

const GIB = 2 ** 30;

/** A host under some load, with all that /v1/health can say. */
export const health: Health = {
  status: "warning",
  load_status: "medium",
  load_reasons: ["CPU at 62.4 % of 4 cores; medium above 60", "Memory at 62.5 %; medium above 60"],
  taken_at: "2026-11-21T11:59:57.000Z",
  host: {
    hostname: "ledger",
    kernel: "6.1.0-28-amd64",
    os: "Debian GNU/Linux 12 (bookworm)",
    boot_at: "2026-11-18T08:00:00.000Z",
    uptime_seconds: 273_600,
    cores: 4,
  },
  cpu: {
    usage_percent: 62.4,
    user_percent: 48.1,
    system_percent: 9.3,
    iowait_percent: 4.2,
    steal_percent: 0,
    load_1: 2.51,
    load_5: 1.9,
    load_15: 1.12,
    per_core_percent: [80, 60, 60, 50],
  },
  memory: {
    total_bytes: 16 * GIB,
    available_bytes: 6 * GIB,
    used_bytes: 10 * GIB,
    free_bytes: 2 * GIB,
    buffers_bytes: GIB / 4,
    cached_bytes: 3 * GIB,
    usage_percent: 62.5,
    swap_total_bytes: 2 * GIB,
    swap_used_bytes: GIB / 2,
    swap_usage_percent: 25,
  },
  disks: [
    disk("/", "/dev/vda1", "ext4", 50, 31),
    disk("/srv/data", "/dev/vdb1", "xfs", 1000, 920),
    disk("/srv/data/bind", "/dev/vdb1", "xfs", 1000, 920),
    disk("/dev/shm", "tmpfs", "tmpfs", 8, 0),
    disk("/tmp", "tmpfs", "tmpfs", 8, 7),
    { ...disk("/snap/core/1", "/dev/loop0", "squashfs", 0.1, 0.1), read_only: true },
  ],
  disk_io: [
    io("vda", 10_240, 2_097_152, 12.5),
    io("loop0", 0, 0, 0),
  ],
  network: [
    net("lo", 1_000_000, 1_000_000),
    net("eth0", 1_258_291, 30_720),
    net("veth12", 0, 0),
  ],
  pressure: {
    cpu: stall(1.5),
    memory: stall(0),
    io: stall(22.1),
  },
  processes: { total: 312, running: 2, zombie: 1, threads: 1204 },
  descriptors: { used: 9223, max: 9_223_372_036_854_775_000, usage_percent: 0 },
  services: { failed: 1, checked_at: "2026-11-21T11:57:00.000Z" },
  alerts: { info: 0, warning: 2, error: 0, critical: 1 },
  subsystems: [
    {
      name: "monitor",
      state: "running",
      restarts: 0,
      last_heartbeat_at: "2026-11-21T11:59:58.000Z",
      heap_bytes: null,
      message: null,
    },
    {
      name: "services",
      state: "unhealthy",
      restarts: 3,
      last_heartbeat_at: null,
      heap_bytes: null,
      message: "systemctl did not end",
    },
  ],
  collectors: [
    { name: "cpu", state: "ok", duration_ms: 0.2, message: null },
    { name: "disks", state: "timed_out", duration_ms: 2000, message: "/mnt/nfs" },
    { name: "pressure", state: "absent", duration_ms: 0, message: null },
  ],
  store: { state: "recovered", bytes: 123_456, oldest_sample_at: null, message: "kept as cortex.db.damaged" },
};

function disk(
  mount_point: string,
  device: string,
  fs_type: string,
  total: number,
  used: number,
): Health["disks"][number] {
  return {
    mount_point,
    device,
    fs_type,
    total_bytes: Math.round(total * GIB),
    used_bytes: Math.round(used * GIB),
    available_bytes: Math.round((total - used) * GIB),
    usage_percent: Math.ceil(used / total * 100),
    inodes_total: 1000,
    inodes_used: 100,
    inodes_usage_percent: 10,
    read_only: false,
  };
}

function io(device: string, read: number, write: number, busy_percent: number): Health["disk_io"][number] {
  return {
    device,
    read_bytes_per_second: read,
    write_bytes_per_second: write,
    reads_per_second: 1,
    writes_per_second: 2,
    busy_percent,
  };
}

function net(name: string, rx: number, tx: number): Health["network"][number] {
  return {
    interface: name,
    rx_bytes_per_second: rx,
    tx_bytes_per_second: tx,
    rx_packets_per_second: 1,
    tx_packets_per_second: 1,
    rx_errors: 0,
    tx_errors: 0,
    rx_dropped: 0,
    tx_dropped: 0,
  };
}

function stall(some_avg60: number) {
  return { some_avg10: 0, some_avg60, some_avg300: 0, full_avg10: null, full_avg60: null, full_avg300: null };
}

/** An alert; what is not given is ordinary. */
export function alert(more: Partial<Alert> = {}): Alert {
  return {
    id: "3f2a91bc-0d5e-4c8a-9f10-1b2c3d4e5f60",
    rule: "disk",
    kind: "system",
    severity: "critical",
    category: "disk",
    status: "active",
    subject: "/srv/data",
    message: "Disk /srv/data is 97 % full",
    description: "The file system has 30 GiB left of 1,000 GiB.",
    recommendation: "Remove what is not needed, or make it larger.",
    metric: "disk.usage_percent",
    value: 97,
    peak: 98,
    threshold: 95,
    unit: "%",
    raised_at: "2026-11-21T11:10:00.000Z",
    updated_at: "2026-11-21T11:59:50.000Z",
    acknowledged_at: null,
    resolved_at: null,
    dismissed_at: null,
    recoveries: 0,
    data: { mount_point: "/srv/data" },
    ...more,
  };
}

/** Three alerts; the first two have ids that begin alike. */
export const alerts: readonly Alert[] = [
  alert(),
  alert({
    id: "3f2a91bc-77aa-4c8a-9f10-1b2c3d4e5f61",
    severity: "warning",
    category: "memory",
    status: "acknowledged",
    subject: "",
    message: "Memory is 91 % used; postgres holds 40 %",
    raised_at: "2026-11-20T12:00:00.000Z",
  }),
  alert({
    id: "c0ffee00-0d5e-4c8a-9f10-1b2c3d4e5f62",
    severity: "warning",
    category: "cpu",
    status: "resolved",
    subject: "",
    message: "CPU was 96 % busy for 6 min",
    raised_at: "2026-11-14T12:00:00.000Z",
    resolved_at: "2026-11-14T13:00:00.000Z",
  }),
];

/** A process; what is not given is ordinary. */
export function processOf(more: Partial<Process> = {}): Process {
  return {
    pid: 4242,
    parent_pid: 1,
    name: "postgres",
    command: "/usr/lib/postgresql/15/bin/postgres -D /var/lib/postgresql/15/main",
    user: "postgres",
    uid: 107,
    state: "S",
    cpu_percent: 131.7,
    memory_bytes: 6_543_210_987,
    memory_percent: 38.1,
    threads: 12,
    open_files: 84,
    started_at: "2026-11-18T08:00:05.000Z",
    ...more,
  };
}

/** A unit that failed. */
export const failedUnit: FailedUnit = {
  unit: "backup.service",
  load: "loaded",
  active: "failed",
  sub: "failed",
  description: "Nightly backup",
};

/** A setting; what is not given is ordinary. */
export function setting(more: Partial<Setting> = {}): Setting {
  return {
    key: "monitor.interval_seconds",
    value: 5,
    default: 10,
    origin: "/etc/cortex/daemon.yaml:7",
    reload: "worker",
    unit: "seconds",
    summary: "Time between two scans",
    ...more,
  };
}

/** How the daemon is. */
export const status: OutputOf<"daemon.status"> = {
  name: "cortexd",
  version: "0.1.0",
  pid: 815,
  pid_file: null,
  instance: null,
  state: "running",
  healthy: true,
  started_at: "2026-11-21T10:00:00.000Z",
  previous_stop: {
    kind: "signal",
    reason: "Ended by SIGKILL",
    last_seen_at: "2026-11-21T09:59:30.000Z",
    memory_bytes: 60_000_000,
  },
  uptime_seconds: 7200,
  memory_bytes: 61_000_000,
  sockets: [
    { name: "http", path: "/run/cortex/http.sock", connections: null },
    { name: "raw", path: "/run/cortex/cortex.sock", connections: 2 },
  ],
  requests: { total: 12_345, failed: 3, running: 1, waiting: 0 },
  alerts: { info: 0, warning: 2, error: 0, critical: 1 },
  outbox: { entries: 4, dropped: 0 },
  subsystems: health.subsystems,
  store: { path: "/var/lib/cortex/cortex.db", bytes: 123_456, rows: 42, oldest_sample_at: null },
  last_sample_at: "2026-11-21T11:59:57.000Z",
  config_files: ["/etc/cortex/daemon.yaml"],
};

/** An event about a mount point. */
export function event(seq: number, type: string, changes: Partial<Event> = {}): Event {
  return {
    seq,
    at: "2026-11-21T11:59:00.000Z",
    type,
    severity: "warning",
    subject: "/srv",
    alert_id: null,
    data: {},
    ...changes,
  };
}
