import type { UserLoad } from "../../../src/contract/mod.ts";
import type { Sample } from "../../../src/core/sample.ts";
import { HEALTH } from "../operations/sample_health.ts";

/** A user with a load. */
export function userOf(user: string, cpu_percent: number, memory_percent = 1): UserLoad {
  return {
    user,
    uid: 1000,
    cpu_percent,
    memory_bytes: 1e6,
    memory_percent,
    read_bytes_per_second: null,
    write_bytes_per_second: null,
    processes: 3,
    threads: 4,
  };
}

/** An interface with its traffic. */
export function networkOf(name: string, rx_bytes_per_second: number): Sample["network"][number] {
  return {
    interface: name,
    rx_bytes_per_second,
    tx_bytes_per_second: 0,
    rx_packets_per_second: 0,
    tx_packets_per_second: 0,
    rx_errors: 0,
    tx_errors: 0,
    rx_dropped: 0,
    tx_dropped: 0,
  };
}

/** What a tick of a small host saw. */
export function sampleOf(taken_at_ms: number, changes: Partial<Sample> = {}): Sample {
  const { host, cpu, memory, disks, disk_io, network, pressure, processes, descriptors, collectors } = HEALTH;
  return {
    taken_at_ms,
    elapsed_ms: 10_000,
    host,
    cpu,
    memory,
    disks,
    disk_io,
    network,
    pressure,
    processes,
    descriptors,
    figures: {},
    users: [],
    top: { cpu: [], memory: [] },
    collectors,
    ...changes,
  };
}

/** Its processor with another usage. */
export function cpuOf(usage_percent: number): Sample["cpu"] {
  return HEALTH.cpu === null ? null : { ...HEALTH.cpu, usage_percent };
}
