import { memoryModel } from "./memory_model.ts";
import { memoryPackages } from "./memory_packages.ts";
import {
  type Alert,
  type Feed,
  type Finding,
  type Grounds,
  type Process,
  VERSION,
} from "../../../src/contract/mod.ts";
import type { Parts } from "../../../src/operations/mod.ts";
import { memoryJobs, sampleJob } from "./memory_jobs.ts";
import { memoryAlerts, sampleAlert } from "./memory_alerts.ts";
import { HEALTH } from "./sample_health.ts";

const AT = "2026-11-21T12:00:00.000Z";

const PROCESS: Process = {
  pid: 1,
  parent_pid: 0,
  name: "systemd",
  command: "/sbin/init",
  user: "root",
  uid: 0,
  state: "S",
  cpu_percent: 0.1,
  memory_bytes: 12_000_000,
  memory_percent: 0.15,
  threads: 1,
  open_files: null,
  started_at: AT,
};

const FINDING: Finding = {
  package: "vim",
  version: "2:9.0",
  source: "vim",
  id: "CVE-2026-1",
  verdict: "fixable",
  fixed_version: "2:9.0-1",
  severity: "high",
};
const FEED: Feed = {
  name: "debian-tracker",
  format: "debian-tracker",
  suite: "bookworm",
  entries: 1,
  imported_at: AT,
  published_at: null,
  age_seconds: 60,
  stale: false,
  in_force: true,
};
const AUDIT = { feed: FEED, unknown_since: null, audited_at: AT };
const NONE = { fixable: 0, unfixed: 0 };

const GROUNDS: Grounds = {
  topics: ["memory"],
  likely_causes: [],
  evidence: [{
    n: 1,
    fact: "memory usage",
    subject: "",
    value: 25,
    unit: "percent",
    text: "25 %",
    source: "health.get",
    at: AT,
    samples: [{ at: AT, value: 25 }],
  }],
  commands: [],
  model: null,
  removed: 0,
};

/** What {@link memoryParts} starts with. */
export interface MemoryState {
  readonly alerts?: readonly Alert[];
  /** Called by `daemon.shutdown`. */
  onShutdown?(): void;
}

/** Every part of the daemon, kept in memory: what the handlers need in tests. */
export function memoryParts({ alerts = [sampleAlert(1)], onShutdown = () => {} }: MemoryState = {}): Parts {
  const status: Parts["daemon"]["status"] = (requests) => ({
    name: "cortexd",
    version: VERSION,
    pid: 4711,
    pid_file: null,
    instance: null,
    state: "running",
    healthy: true,
    started_at: AT,
    previous_stop: null,
    uptime_seconds: 60,
    memory_bytes: 41_943_040,
    sockets: [{ name: "raw", path: "/run/cortex/cortex.sock", connections: 3 }],
    requests,
    alerts: HEALTH.alerts,
    outbox: { entries: 0, dropped: 0 },
    subsystems: HEALTH.subsystems,
    store: { path: "/var/lib/cortex/cortex.db", bytes: 40_960, rows: 1, oldest_sample_at: null },
    last_sample_at: AT,
    config_files: [],
  });
  return {
    daemon: {
      version: () => ({ name: "cortexd", version: VERSION, api: "v1", deno: "2.9.6" }),
      status,
      dump: (requests) => ({
        taken_at: AT,
        file: "/var/lib/cortex/dump.json",
        status: status(requests),
        memory: { rss_bytes: 1, heap_used_bytes: 1, heap_total_bytes: 1, external_bytes: 0 },
        store: HEALTH.store,
        collectors: HEALTH.collectors,
        problems: [{ at: AT, level: "error", component: "store", message: "Cannot write" }],
      }),
      reload: () => ({ reloaded: true, changed: [], waiting: [] }),
      shutdown: onShutdown,
      permissions: () => ({
        items: [{
          row: "ipc",
          zone: "main",
          may: ["read:/run/cortex"],
          missing: [],
          worth: "Held by Deno itself",
        }],
      }),
    },
    health: { get: () => HEALTH },
    monitor: {
      processes: () => ({ items: [PROCESS], next_cursor: null, taken_at: AT, total: 1 }),
      users: () => ({ items: [], next_cursor: null, taken_at: AT }),
      persistentUsers: () => ({ items: [], next_cursor: null }),
    },
    services: { failed: () => ({ items: [], available: true, checked_at: AT }) },
    runtimes: {
      list: () => ({ items: [], taken_at: AT, home: null, path: ["/usr/bin"] }),
    },
    alerts: memoryAlerts(alerts),
    outbox: {
      list: () => ({ items: [], next_cursor: null, consumers: [], held: [], dropped: 0 }),
      read: () => ({ items: [] }),
      acknowledge: () => ({ count: 0, cursor: 0 }),
    },
    logs: { list: () => ({ items: [] }) },
    events: { list: () => ({ items: [], next_cursor: null }) },
    jobs: memoryJobs(AT),
    packages: memoryPackages(AT),
    vulnerabilities: {
      list: () => ({ items: [FINDING], next_cursor: null, ...AUDIT }),
      summary: () => ({
        packages: 1,
        vulnerabilities: 1,
        fixable: 1,
        by_verdict: { fixable: 1, unfixed: 0, undetermined: 0, unimportant: 0, ignored: 0 },
        by_severity: {
          critical: NONE,
          high: { fixable: 1, unfixed: 0 },
          medium: NONE,
          low: NONE,
          unknown: NONE,
        },
        ...AUDIT,
      }),
      feeds: () => ({ items: [FEED], problems: [], audited_at: AT }),
      importFeed: () => sampleJob(AT),
    },
    metrics: {
      query: ({ aggregation }) => ({
        from: AT,
        to: "2026-11-21T12:00:20.000Z",
        step_seconds: 10,
        resolution_seconds: 10,
        aggregation,
        items: [{
          series: "load_1",
          unit: "",
          help: "",
          group_by: "none",
          subject: "",
          values: [0.42, null],
        }],
        left_out: 0,
      }),
      latest: () => ({
        taken_at: AT,
        items: [{ series: "load_1", unit: "", group_by: "none", subject: "", value: 0.42 }],
      }),
    },
    assistant: {
      ask: () => ({ answer: "Memory is at 25 % [1].", ...GROUNDS }),
      explain: () => ({ summary: "Memory is at 25 % [1].", ...GROUNDS }),
    },
    language_model: memoryModel(),
    store: {
      backup: () => sampleJob(AT),
      status: () => ({
        state: "ok",
        message: null,
        bytes: 4096,
        oldest_sample_at: null,
        path: "/var/lib/cortex/cortex.db",
        rows: 3,
        max_bytes: 268_435_456,
      }),
    },
    config: {
      get: () => ({ items: [], files: [] }),
      set: (key, value) => ({
        file: "/etc/cortex/daemon.yaml",
        effect: "live",
        setting: {
          key,
          value,
          default: null,
          origin: "/etc/cortex/daemon.yaml:1",
          reload: "live",
          unit: null,
          summary: "A setting",
        },
      }),
      validate: () => ({ valid: true, problems: [], files: [] }),
      schema: () => ({ type: "object" }),
      legacy: () => ({
        log_level: 1,
        thresholds: {
          cpu: { warning: 90, critical: 95 },
          memory: { warning: 85, critical: 95 },
          disk: { warning: 80, critical: 95 },
        },
      }),
    },
  };
}
