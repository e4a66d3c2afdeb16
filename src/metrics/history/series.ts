import type { Config } from "../../config/mod.ts";
import type { Grouping } from "../../contract/mod.ts";
import type { Figure, Sample } from "../../core/sample.ts";

/** A figure that is recorded, of the host or of each of its subjects. */
export interface Series {
  /** As alerts name it, unit at its end. */
  readonly name: string;
  /** `percent`, `bytes`, `bytes_per_second`; empty for a bare number. */
  readonly unit: string;
  readonly help: string;
  readonly group_by: Grouping;
  /** Its values in a sample, the most important subject first. */
  values(subjects: Subjects): SubjectValue[];
}

/** A value and whose it is; empty for the host. */
export interface SubjectValue {
  readonly subject: string;
  readonly value: number | null | undefined;
}

/** What figures are read from: the subjects of a sample that are recorded, the most loaded first. */
export interface Subjects {
  readonly host: Sample;
  readonly disks: Sample["disks"];
  readonly disk_io: Sample["disk_io"];
  readonly network: Sample["network"];
  readonly users: Sample["users"];
}

/** Subjects of a kind that are recorded at once. */
const MAX_DISKS = 32;
const MAX_DEVICES = 16;
const MAX_INTERFACES = 16;

/** The subjects of a sample that are recorded. */
export function subjectsOf(sample: Sample, { max_users }: Config["history"]): Subjects {
  const { disks, disk_io, network, users } = sample;
  const load = (user: Sample["users"][number]) =>
    user.cpu_percent / Math.max(sample.host.cores, 1) + user.memory_percent;
  const traffic = (each: Sample["network"][number]) => each.rx_bytes_per_second + each.tx_bytes_per_second;
  return {
    host: sample,
    disks: first(MAX_DISKS, disks, (disk) => disk.usage_percent),
    disk_io: first(MAX_DEVICES, disk_io, (device) => device.busy_percent),
    network: first(MAX_INTERFACES, network, traffic),
    users: first(max_users, users, load),
  };
}

function first<T>(count: number, all: readonly T[], load: (one: T) => number): T[] {
  return all.length <= count ? [...all] : all.toSorted((a, b) => load(b) - load(a)).slice(0, count);
}

type About = readonly [name: string, unit: string, help: string];

const host = ([name, unit, help]: About, read: (sample: Sample) => number | null | undefined): Series => ({
  name,
  unit,
  help,
  group_by: "none",
  values: (subjects) => [{ subject: "", value: read(subjects.host) }],
});
const disk = (
  [name, unit, help]: About,
  read: (disk: Subjects["disks"][number]) => number | null,
): Series => ({
  name,
  unit,
  help,
  group_by: "mount",
  values: ({ disks }) => disks.map((each) => ({ subject: each.mount_point, value: read(each) })),
});
const device = (
  [name, unit, help]: About,
  read: (device: Subjects["disk_io"][number]) => number,
): Series => ({
  name,
  unit,
  help,
  group_by: "device",
  values: ({ disk_io }) => disk_io.map((each) => ({ subject: each.device, value: read(each) })),
});
const network = ([name, unit, help]: About, read: (net: Subjects["network"][number]) => number): Series => ({
  name,
  unit,
  help,
  group_by: "interface",
  values: ({ network }) => network.map((each) => ({ subject: each.interface, value: read(each) })),
});
const user = (
  [name, unit, help]: About,
  read: (user: Subjects["users"][number]) => number | null,
): Series => ({
  name,
  unit,
  help,
  group_by: "user",
  values: ({ users }) => users.map((each) => ({ subject: each.user, value: read(each) })),
});

/**
 * Every series of the typed parts of a sample, the most important first: where there is no room for all, the last ones
 * are left out.
 */
export const SERIES: readonly Series[] = [
  host(["cpu_usage_percent", "percent", "CPU time not idle, all cores"], ({ cpu }) => cpu?.usage_percent),
  host(["cpu_user_percent", "percent", "CPU time in programs"], ({ cpu }) => cpu?.user_percent),
  host(["cpu_system_percent", "percent", "CPU time in the kernel"], ({ cpu }) => cpu?.system_percent),
  host(["cpu_iowait_percent", "percent", "CPU time idle for I/O"], ({ cpu }) => cpu?.iowait_percent),
  host(["cpu_steal_percent", "percent", "CPU time taken by the hypervisor"], ({ cpu }) => cpu?.steal_percent),
  host(["load_1", "", "Load average of 1 minute"], ({ cpu }) => cpu?.load_1),
  host(["load_5", "", "Load average of 5 minutes"], ({ cpu }) => cpu?.load_5),
  host(["load_15", "", "Load average of 15 minutes"], ({ cpu }) => cpu?.load_15),
  host(["memory_usage_percent", "percent", "Memory in use"], ({ memory }) => memory?.usage_percent),
  host(
    ["memory_available_bytes", "bytes", "Memory available to new programs"],
    ({ memory }) => memory?.available_bytes,
  ),
  host(["memory_cached_bytes", "bytes", "Memory used as cache"], ({ memory }) => memory?.cached_bytes),
  host(["swap_usage_percent", "percent", "Swap in use"], ({ memory }) => memory?.swap_usage_percent),
  host(["swap_used_bytes", "bytes", "Swap in use"], ({ memory }) => memory?.swap_used_bytes),
  host(
    ["cpu_pressure_some_avg60", "percent", "Time that tasks waited for CPU, 60 s"],
    ({ pressure }) => pressure?.cpu?.some_avg60,
  ),
  host(
    ["memory_pressure_some_avg60", "percent", "Time that tasks waited for memory, 60 s"],
    ({ pressure }) => pressure?.memory?.some_avg60,
  ),
  host(
    ["io_pressure_some_avg60", "percent", "Time that tasks waited for I/O, 60 s"],
    ({ pressure }) => pressure?.io?.some_avg60,
  ),
  host(["processes", "", "Processes"], ({ processes }) => processes?.total),
  host(["processes_running", "", "Processes that run"], ({ processes }) => processes?.running),
  host(
    ["processes_zombie", "", "Processes that ended and wait for their parent"],
    ({ processes }) => processes?.zombie,
  ),
  host(["threads", "", "Threads"], ({ processes }) => processes?.threads),
  host(["descriptors_used", "", "Open files of the host"], ({ descriptors }) => descriptors?.used),
  host(
    ["descriptors_usage_percent", "percent", "Open files of the host, of what the kernel allows"],
    ({ descriptors }) => descriptors?.usage_percent,
  ),
  disk(["disk_usage_percent", "percent", "Space used, as df(1)"], (each) => each.usage_percent),
  disk(["disk_available_bytes", "bytes", "Space for ordinary users"], (each) => each.available_bytes),
  disk(["disk_inodes_usage_percent", "percent", "Inodes used"], (each) => each.inodes_usage_percent),
  network(
    ["network_rx_bytes_per_second", "bytes_per_second", "Bytes received"],
    (each) => each.rx_bytes_per_second,
  ),
  network(
    ["network_tx_bytes_per_second", "bytes_per_second", "Bytes sent"],
    (each) => each.tx_bytes_per_second,
  ),
  network(
    ["network_rx_packets_per_second", "packets_per_second", "Packets received"],
    (each) => each.rx_packets_per_second,
  ),
  network(
    ["network_tx_packets_per_second", "packets_per_second", "Packets sent"],
    (each) => each.tx_packets_per_second,
  ),
  network(
    ["network_errors", "", "Errors of an interface since boot"],
    (each) => each.rx_errors + each.tx_errors,
  ),
  network(
    ["network_dropped", "", "Packets an interface dropped since boot"],
    (each) => each.rx_dropped + each.tx_dropped,
  ),
  device(
    ["disk_read_bytes_per_second", "bytes_per_second", "Bytes read"],
    (each) => each.read_bytes_per_second,
  ),
  device(
    ["disk_write_bytes_per_second", "bytes_per_second", "Bytes written"],
    (each) => each.write_bytes_per_second,
  ),
  device(["disk_reads_per_second", "reads_per_second", "Reads"], (each) => each.reads_per_second),
  device(["disk_writes_per_second", "writes_per_second", "Writes"], (each) => each.writes_per_second),
  device(["disk_busy_percent", "percent", "Time with requests under way"], (each) => each.busy_percent),
  user(["user_cpu_percent", "percent", "CPU of one user, of one core"], (each) => each.cpu_percent),
  user(["user_memory_percent", "percent", "Memory of one user"], (each) => each.memory_percent),
  user(["user_memory_bytes", "bytes", "Resident memory of one user"], (each) => each.memory_bytes),
  user(["user_processes", "", "Processes of one user"], (each) => each.processes),
  user(
    ["user_read_bytes_per_second", "bytes_per_second", "Bytes one user reads from storage"],
    (each) => each.read_bytes_per_second,
  ),
  user(
    ["user_write_bytes_per_second", "bytes_per_second", "Bytes one user writes to storage"],
    (each) => each.write_bytes_per_second,
  ),
];

/** The series of a figure that only its collector knows. */
export function seriesOf({ name, unit, help }: Figure): Series {
  return host([name, unit, help], ({ figures }) => figures[name]);
}
