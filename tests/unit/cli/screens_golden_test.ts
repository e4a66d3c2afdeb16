import assert from "node:assert/strict";
import { width } from "../../../cli/text/width.ts";
import { assertGolden } from "../../tools/golden.ts";
import { metricHistory, metricsLatest } from "./_metrics.ts";
import {
  packageConflicts,
  packageHistory,
  packageInfo,
  packageSummary,
  packageUpdates,
  packageWhy,
} from "./_packages.ts";
import * as samples from "./_samples.ts";
import { persistentUser, userLoad } from "./_users.ts";
import { BROKEN_MODEL, MODEL, MODEL_STATUS } from "./_models.ts";
import { feed, findings } from "./_vulnerabilities.ts";
import { type Answers, cortex } from "./_world.ts";

const taken_at = samples.health.taken_at;
const hostile = { name: "evil\x1b[31m\n", command: "日本語 \u202e reversed", state: "Z", open_files: null };
const JOB = {
  id: "00000000-0000-4000-8000-000000000001",
  kind: "store.backup",
  title: "Backup of the state",
  state: "done" as const,
  started_at: "2026-11-21T11:00:00.000Z",
  ended_at: "2026-11-21T11:00:02.000Z",
  before: null,
  progress: { done: 8_388_608, total: 8_388_608 },
  error: null,
};
const running = {
  id: "70000000-0000-4000-8000-000000000002",
  state: "running" as const,
  ended_at: null,
  progress: { done: 2_097_152, total: 8_388_608 },
};
const installed = {
  runtime: "node",
  version: "20.17.0",
  manager: "nvm",
  active: false,
  manager_default: true,
} as const;
const answers: Answers = {
  "runtimes.list": () => ({
    items: [
      { ...installed, path: "/home/ada/.nvm/versions/node/v20.17.0/bin/node" },
      {
        ...installed,
        runtime: "python",
        version: null,
        path: "/usr/bin/\u001b[31mpython",
        manager: "system",
        active: true,
        manager_default: false,
      },
    ],
    taken_at,
    home: "/home/ada",
    path: ["/usr/bin"],
  }),
  "health.get": () => samples.health,
  "daemon.status": () => samples.status,
  "daemon.version": () => ({ name: "cortexd", version: "0.1.0", api: "v1", deno: "2.9.6" }),
  "daemon.reload": () => ({ reloaded: true, changed: ["log.level"], waiting: ["ipc.group"] }),
  "daemon.dump": () => ({
    taken_at,
    file: "/var/lib/cortex/dump.json",
    status: samples.status,
    memory: {
      rss_bytes: 62_914_560,
      heap_used_bytes: 12_582_912,
      heap_total_bytes: 16_777_216,
      external_bytes: 0,
    },
    store: samples.health.store,
    collectors: samples.health.collectors,
    problems: [
      { at: taken_at, level: "warning", component: "monitor", message: "Cannot finish \u001b[31mdisks" },
      { at: taken_at, level: "error", component: "store", message: "Cannot write the database: disk full" },
    ],
  }),
  "daemon.permissions": () => ({
    items: [
      {
        row: "ipc",
        zone: "main",
        may: ["read:/run/cortex", "read:/etc/group", "write:/run/cortex", "net:unix:/run/cortex/http.sock"],
        missing: [],
        worth: "Held by Deno itself",
      },
      {
        row: "monitor",
        zone: "worker",
        may: ["ffi:/lib/libc.so.6"],
        missing: ["ffi:/lib/libc.so.6"],
        worth: "Trusted code: Deno does not hold it, the unit's system call filter, user and mounts do",
      },
    ],
  }),
  "alerts.list": () => ({ items: [...samples.alerts], next_cursor: null, counts: samples.health.alerts }),
  "alerts.get": () => samples.alert({ recoveries: 2, acknowledged_at: "2026-11-21T11:30:00.000Z" }),
  "processes.list": () => ({
    items: [samples.processOf(), samples.processOf({ pid: 7, ...hostile })],
    next_cursor: "next",
    taken_at,
    total: 312,
  }),
  "users.list": () => ({ items: [userLoad], next_cursor: null, taken_at }),
  "users.persistent": () => ({ items: [persistentUser], next_cursor: null }),
  "services.failed": () => ({ items: [samples.failedUnit], available: true, checked_at: taken_at }),
  "jobs.list": () => ({ items: [JOB, { ...JOB, ...running }], next_cursor: null }),
  "jobs.get": () => ({
    ...JOB,
    log: [{ number: 1, at: JOB.started_at, text: "Copied 8.0 MiB" }],
    result: { bytes: 8_388_608 },
  }),
  "metrics.latest": () => metricsLatest,
  "metrics.query": () => metricHistory,
  "packages.search": () => ({
    items: [packageSummary, { ...packageSummary, name: "vim-tiny", installed: false }],
    next_cursor: "next",
    total: 93,
  }),
  "packages.info": () => packageInfo,
  "packages.updates": () => packageUpdates,
  "vulnerabilities.list": () => ({
    items: findings,
    next_cursor: null,
    feed,
    unknown_since: null,
    audited_at: taken_at,
  }),
  "feeds.list": () => ({
    items: [feed, { ...feed, name: "old.json", age_seconds: 864_000, stale: true, in_force: false }],
    problems: [{ file: "broken.json", line: 3, reason: "a comma is missing" }],
    audited_at: taken_at,
  }),
  "assistant.models": () => ({
    folder: "/var/lib/cortex/models",
    items: [MODEL, { ...MODEL, ...BROKEN_MODEL }],
  }),
  "assistant.status": () => ({ ...MODEL_STATUS, loaded_at: taken_at }),
  "assistant.unload": () => ({ unloaded: true }),
  "assistant.infer": () => ({
    text: "It waits.",
    tokens: 128,
    evaluated_tokens: 12,
    ended_by: "length",
    model: "small",
  }),
  "packages.conflicts": () => packageConflicts,
  "packages.why": () => packageWhy,
  "packages.history": () => packageHistory,
  "packages.explicit": () => ({ items: [packageSummary], next_cursor: null, total: 1 }),
  "config.get": ({ key }) => ({
    items: key === undefined
      ? [
        samples.setting(),
        samples.setting({ key: "log.level", value: "info", default: "info", origin: "default" }),
      ]
      : [samples.setting()],
    files: ["/etc/cortex/daemon.yaml"],
  }),
  "config.set": ({ value }) => ({
    file: "/etc/cortex/daemon.yaml",
    effect: value === null ? "shadowed" : "worker",
    setting: samples.setting(),
  }),
};

const SCREENS = [
  "health",
  "status",
  "alerts",
  "alerts show c0ffee",
  "jobs",
  "jobs show 00000000-0000-4000-8000-000000000001",
  "processes",
  "users",
  "users --persistent",
  "metrics latest",
  "metrics query cpu_usage_percent user_cpu_percent",
  "metrics query cpu_usage_percent --csv",
  "metrics query cpu_usage_percent --openmetrics",
  "services",
  "runtimes",
  "search vi editor",
  "info vim",
  "explicit",
  "updates",
  "conflicts",
  "audit",
  "audit --fixable",
  "feed list",
  "model",
  "model status",
  "model unload",
  "model bench",
  "why libssl3",
  "history",
  "config show",
  "config show monitor.interval_seconds",
  "config get monitor.interval_seconds",
  "config set monitor.interval_seconds 5",
  "config unset monitor.interval_seconds",
  "permissions",
  "ping",
  "version",
  "reload",
  "dump",
  "shutdown",
];

for (const line of SCREENS) {
  Deno.test(`screen of ${line}`, async () => {
    const all: Answers = {
      ...answers,
      "daemon.ping": () => ({ pong: true }),
      "daemon.shutdown": () => ({ shutdown: "initiated" }),
    };
    const { out, err } = await cortex(line.split(" "), { answers: all, columns: 80 });
    assert.equal(err.replace(/\r[^\r]*/g, ""), "", "nothing but a progress that is gone again");
    for (const one of out.split("\n")) assert.ok(width(one) <= 80, one);
    assertGolden(`screens/${line.replaceAll("--", "").replaceAll(/[ .]/g, "_")}.txt`, out);
  });
}

Deno.test("screen of health, in colour", async () => {
  assertGolden(
    "screens/health_color.txt",
    (await cortex(["health"], { answers, columns: 120, color: true })).out,
  );
});
