import assert from "node:assert/strict";
import type { Alert } from "../../../src/contract/mod.ts";
import { memoryAlerts, sampleAlert, uuid } from "../operations/memory_alerts.ts";
import { memoryParts } from "../operations/memory_parts.ts";
import { testDispatcher } from "./_app.ts";
import { testCall, testSpeaker } from "./_raw.ts";

/** Asks as the original's client does, and gives back the reply's text. */
async function ask(request: object, alerts?: readonly Alert[]): Promise<string> {
  const dispatcher = testDispatcher(alerts === undefined ? {} : { alerts: memoryAlerts(alerts) });
  return await askOn(testSpeaker(dispatcher), request);
}

async function askOn(speaker: ReturnType<typeof testSpeaker>, request: object): Promise<string> {
  const { bytes, stay } = await speaker.speak(
    { value: request, end: "nothing", bytes: 1 },
    false,
    () => testCall("t-1"),
  );
  assert.equal(stay, false, "the connection is closed after a reply of this form");
  return new TextDecoder().decode(bytes);
}

const NOON_SECONDS = Date.UTC(2026, 10, 21, 12) / 1000;
const success = (result: string) => `{"result":${result},"success":true,"timestamp":${NOON_SECONDS}}`;
const HEALTH = `{"cpu":{"usage_percent":12.5,"cores":2},` +
  `"memory":{"usage_percent":25,"total_bytes":8000000000,"used_bytes":2000000000,"available_bytes":6000000000},` +
  `"disk":{"usage_percent":81,"total_bytes":100000000000,"used_bytes":81000000000,"available_bytes":19000000000,"mount_point":"/"},` +
  `"system":{"uptime_seconds":43200,"failed_services_count":1},` +
  `"thresholds":{"cpu":{"warning":90,"critical":95},"memory":{"warning":85,"critical":95},"disk":{"warning":80,"critical":95}}}`;
const STATUS =
  `{"version":"0.1.0","uptime_seconds":60,"running":true,"health":${HEALTH},"llm":{"backend":"llama","enabled":true}}`;
const CONFIG =
  `{"socket_path":"/run/cortex/cortex.sock","socket_backlog":1024,"socket_timeout_ms":5000,"max_requests_per_sec":0,"log_level":1}`;
const ALERT =
  `{"uuid":"${uuid(1)}","severity":1,"severity_name":"warning","category":2,"category_name":"disk",` +
  `"source":"disk","message":"Disk / is 81 % full","description":"81 GB of 100 GB are used",` +
  `"timestamp":"2026-11-21T12:00:00Z","status":0,"status_name":"active"}`;
const ALERTS =
  `{"alerts":[${ALERT}],"count":1,"counts":{"info":0,"warning":1,"error":0,"critical":0,"total":1}}`;

const REPLIES: readonly [object, string][] = [
  [{ method: "ping" }, `{"pong":true}`],
  [{ command: "ping" }, `{"pong":true}`],
  [{ method: "ping", params: [1], id: 7, jsonrpc: "2.0", more: {} }, `{"pong":true}`],
  [{ method: "version" }, `{"version":"0.1.0","name":"cortexd"}`],
  [{ method: "config.get" }, CONFIG],
  [{ method: "config.reload" }, `{"reloaded":true}`],
  [{ command: "config_reload" }, `{"reloaded":true}`],
  [{ method: "shutdown" }, `{"shutdown":"initiated"}`],
  [{ method: "health" }, HEALTH],
  [{ command: "status" }, STATUS],
  [{ method: "alerts" }, ALERTS],
  [{ method: "alerts.get", params: {} }, ALERTS],
  [
    { method: "alerts.acknowledge", params: { all: true } },
    `{"acknowledged":1,"message":"Acknowledged 1 alert(s)"}`,
  ],
  [{ method: "alerts.acknowledge", params: { uuid: uuid(1) } }, `{"acknowledged":true,"uuid":"${uuid(1)}"}`],
  [
    { command: "acknowledge_alert", params: { alert_id: uuid(1) } },
    `{"acknowledged":true,"uuid":"${uuid(1)}"}`,
  ],
  [{ method: "alerts.dismiss", params: { all: true } }, `{"dismissed":1,"message":"Dismissed 1 alert(s)"}`],
  [{ method: "alerts.dismiss", params: { uuid: uuid(1) } }, `{"dismissed":true,"uuid":"${uuid(1)}"}`],
  [{ method: "daemon.ping" }, `{"pong":true}`],
  [{ command: "inference", params: { prompt: "hi you" } }, `{"output":"hi you","tokens":2,"model":"tiny"}`],
  [
    { method: "llm.infer", params: { prompt: "hi you", max_tokens: 1 } },
    `{"output":"hi ","tokens":1,"model":"tiny"}`,
  ],
  [
    { method: "llm.status" },
    `{"loaded":true,"running":false,"model":"tiny","model_path":"/var/lib/cortex/models/tiny.gguf","queue_size":0}`,
  ],
  [{ method: "llm.load" }, `{"loading":true,"job_id":"${uuid(1)}"}`],
  [{ method: "llm.unload" }, `{"unloaded":true}`],
];

for (const [request, result] of REPLIES) {
  Deno.test(`${JSON.stringify(request)} is answered member for member`, async () => {
    assert.equal(await ask(request), success(result));
  });
}

const FAILURES: readonly [object, number, RegExp][] = [
  [{}, -32700, /names no method/],
  [{ method: 5 }, -32700, /names no method/],
  [[], -32700, /not an object/],
  [[1, 2], -32700, /not an object/],
  [{ method: "dance" }, -32601, /^Method not found: dance$/],
  [{ method: "alerts", params: { severity: "loud" } }, -32602, /info, warning, error, critical/],
  [
    { method: "alerts", params: { category: "none" } },
    -32602,
    /cpu, memory, disk, apt, cve, service, system/,
  ],
  [{ method: "alerts", params: { status: "gone" } }, -32602, /active, acknowledged, dismissed/],
  [{ method: "alerts", params: { source: 5 } }, -32602, /source/],
  [{ method: "alerts.acknowledge" }, -32602, /uuid/],
  [{ method: "alerts.dismiss", params: { uuid: 5 } }, -32602, /uuid/],
  [{ method: "alerts.acknowledge", params: { uuid: uuid(9) } }, 103, /none/],
  [{ method: "alerts.acknowledge", params: { uuid: "no-such" } }, 103, /no-such/],
  [{ method: "inference", params: { prompt: "busy" } }, 101, /wait/],
  [{ method: "llm.infer", params: { prompt: 5 } }, -32602, /prompt/],
];

for (const [request, code, message] of FAILURES) {
  Deno.test(`${JSON.stringify(request)} fails with ${code}`, async () => {
    const reply = JSON.parse(await ask(request));
    assert.deepEqual(Object.keys(reply), ["error", "success", "timestamp"]);
    assert.deepEqual(Object.keys(reply.error), ["code", "message"]);
    assert.deepEqual([reply.error.code, reply.success, reply.timestamp], [code, false, NOON_SECONDS]);
    assert.match(reply.error.message, message);
  });
}

Deno.test("an alert that is acknowledged already, and a reload that fails, have their own codes", async () => {
  const { CortexError } = await import("../../../src/contract/mod.ts");
  const speaker = testSpeaker();
  const acknowledge = { method: "alerts.acknowledge", params: { uuid: uuid(1) } };
  await askOn(speaker, acknowledge);
  assert.equal(JSON.parse(await askOn(speaker, acknowledge)).error.code, 103);
  const reload = () => {
    throw new CortexError("CONFIG_INVALID", "Cannot read it");
  };
  const broken = testSpeaker(testDispatcher({ daemon: { ...memoryParts().daemon, reload } }));
  assert.equal(JSON.parse(await askOn(broken, { method: "config.reload" })).error.code, 104);
});

const MANY: readonly Alert[] = [
  sampleAlert(1, { severity: "critical", category: "network", rule: "net" }),
  sampleAlert(2, { category: "cpu", status: "acknowledged", acknowledged_at: "2026-11-21T11:59:59.999Z" }),
  sampleAlert(3, { status: "resolved", resolved_at: "2026-11-21T11:00:00.000Z" }),
  sampleAlert(4, { status: "dismissed", dismissed_at: "2026-11-21T10:00:00.000Z", category: "system" }),
];

async function numbers(params: object): Promise<number[]> {
  const { result } = JSON.parse(await ask({ method: "alerts", params }, MANY));
  return result.alerts.map(({ uuid }: { uuid: string }) => Number(uuid.slice(-2)));
}

Deno.test("filters take names in any case and the protocol's numbers", async () => {
  assert.deepEqual(await numbers({}), [1, 2]);
  assert.deepEqual(await numbers({ include_dismissed: true }), [1, 2, 3, 4]);
  assert.deepEqual(await numbers({ severity: "CRITICAL" }), [1]);
  assert.deepEqual(await numbers({ severity: 3 }), [1]);
  assert.deepEqual(await numbers({ category: "Cpu" }), [2]);
  assert.deepEqual(await numbers({ category: "system", include_dismissed: true }), [1, 4]);
  assert.deepEqual(await numbers({ source: "NET" }), [1]);
});

Deno.test("status overrides include_dismissed, and what resolved itself is dismissed", async () => {
  assert.deepEqual(await numbers({ status: "dismissed" }), [3, 4]);
  assert.deepEqual(await numbers({ status: "Acknowledged", include_dismissed: true }), [2]);
  assert.deepEqual(await numbers({ status: "active" }), [1]);
});

Deno.test("an alert says since when it is acknowledged or dismissed, without fractions of a second", async () => {
  const { result } = JSON.parse(await ask({ method: "alerts", params: { include_dismissed: true } }, MANY));
  assert.equal(result.alerts[0].category_name, "system");
  assert.equal(result.alerts[1].acknowledged_at, "2026-11-21T11:59:59Z");
  assert.deepEqual([result.alerts[2].status, result.alerts[2].status_name], [2, "dismissed"]);
  assert.equal(result.alerts[2].dismissed_at, "2026-11-21T11:00:00Z");
  assert.equal("dismissed_at" in result.alerts[0] || "acknowledged_at" in result.alerts[0], false);
  assert.deepEqual(result.counts, { info: 0, warning: 1, error: 0, critical: 1, total: 2 });
});

Deno.test("more alerts than the client can read: the newest, cut below 64 KiB, with the counts of all", async () => {
  const alerts = Array.from(
    { length: 300 },
    (_, index) => sampleAlert(index, { description: "ü".repeat(200) }),
  );
  const text = await ask({ method: "alerts" }, alerts);
  assert(new TextEncoder().encode(text).length < 65_536);
  assert(text.length > 40_000, "as many as fit");
  const { result } = JSON.parse(text);
  assert.equal(result.count, result.alerts.length);
  assert.equal(result.alerts[0].uuid, uuid(0));
  assert.equal(result.counts.total, 300);
});

Deno.test("a host of which nothing is known yet is still answered in form", async () => {
  const { HEALTH: sample } = await import("../operations/sample_health.ts");
  const bare = {
    ...sample,
    cpu: null,
    memory: null,
    disks: [],
    services: { failed: null, checked_at: null },
  };
  const speaker = testSpeaker(testDispatcher({ health: { get: () => Promise.resolve(bare) } }));
  const { result } = JSON.parse(await askOn(speaker, { method: "health" }));
  assert.deepEqual([result.cpu.usage_percent, result.memory.total_bytes, result.disk.mount_point], [
    0,
    0,
    "/",
  ]);
  assert.equal(result.system.failed_services_count, 0);
});
