import type { LatestMetrics, MetricHistory } from "../../../src/contract/mod.ts";

/** Figures of a last sample. */
export const metricsLatest: LatestMetrics = {
  taken_at: "2026-11-21T11:59:57.000Z",
  items: [
    { series: "cpu_usage_percent", unit: "percent", group_by: "none", subject: "", value: 62.4 },
    { series: "load_1", unit: "", group_by: "none", subject: "", value: 2.51 },
    {
      series: "disk_available_bytes",
      unit: "bytes",
      group_by: "mount",
      subject: "/srv\u001b[2J",
      value: 8_589_934_592,
    },
    {
      series: "disk_reads_per_second",
      unit: "reads_per_second",
      group_by: "device",
      subject: "sda",
      value: 12.34567,
    },
    {
      series: "user_read_bytes_per_second",
      unit: "bytes_per_second",
      group_by: "user",
      subject: "ann",
      value: 2048,
    },
  ],
};

/** Figures over ten minutes, with a gap. */
export const metricHistory: MetricHistory = {
  from: "2026-11-21T11:50:00.000Z",
  to: "2026-11-21T12:00:00.000Z",
  step_seconds: 60,
  resolution_seconds: 10,
  aggregation: "avg",
  items: [
    {
      series: "cpu_usage_percent",
      unit: "percent",
      help: "CPU time not idle, all cores",
      group_by: "none",
      subject: "",
      values: [10, 20, 40, null, null, 80, 95.5, 60, 30, 12.25],
    },
    {
      series: "user_cpu_percent",
      unit: "percent",
      help: "CPU of one user, of one core",
      group_by: "user",
      subject: "ann",
      values: Array.from({ length: 10 }, () => null),
    },
  ],
  left_out: 2,
};
