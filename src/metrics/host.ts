import type { Figure, Sample } from "../core/sample.ts";
import { gauge, type Metric } from "./metric.ts";

/** The last sample, what its figures are, and how its collectors did. */
export function hostMetrics(sample: Sample, figures: readonly Figure[]): Metric[] {
  const disk = (value: (disk: Sample["disks"][number]) => number) =>
    sample.disks.map((each) => ({ labels: { mount_point: each.mount_point }, value: value(each) }));
  const net = (value: (network: Sample["network"][number]) => number) =>
    sample.network.map((each) => ({ labels: { interface: each.interface }, value: value(each) }));
  const run = (value: (run: Sample["collectors"][number]) => number) =>
    sample.collectors.map((each) => ({ labels: { collector: each.name }, value: value(each) }));
  return [
    gauge("cpu_usage_percent", "CPU time not idle, all cores", sample.cpu?.usage_percent),
    gauge("load1", "Load average of 1 minute", sample.cpu?.load_1),
    gauge("load5", "Load average of 5 minutes", sample.cpu?.load_5),
    gauge("load15", "Load average of 15 minutes", sample.cpu?.load_15),
    gauge("memory_total_bytes", "Memory of the host", sample.memory?.total_bytes),
    gauge("memory_available_bytes", "Memory available to new programs", sample.memory?.available_bytes),
    gauge("swap_used_bytes", "Swap in use", sample.memory?.swap_used_bytes),
    gauge("filesystem_size_bytes", "Size of a file system", disk((each) => each.total_bytes)),
    gauge("filesystem_avail_bytes", "Space for ordinary users", disk((each) => each.available_bytes)),
    gauge("network_receive_bytes_per_second", "Bytes received", net((each) => each.rx_bytes_per_second)),
    gauge("network_transmit_bytes_per_second", "Bytes sent", net((each) => each.tx_bytes_per_second)),
    gauge("processes", "Processes", sample.processes?.total),
    gauge("uptime_seconds", "Time since boot", sample.host.uptime_seconds),
    ...figures.map(({ name, help }) => gauge(name, help, sample.figures[name])),
    gauge(
      "collector_success",
      "1 where the collector's last run went well",
      run((each) => Number(each.state === "ok")),
    ),
    gauge(
      "collector_duration_seconds",
      "Duration of the collector's last run",
      run((each) => each.duration_ms / 1000),
    ),
  ];
}
