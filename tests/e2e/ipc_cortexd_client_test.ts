import assert from "node:assert/strict";
import { memoryAlerts, sampleAlert, uuid } from "../unit/operations/memory_alerts.ts";
import { openSockets } from "./_ipc.ts";
import { pythonTest } from "./_python.ts";

const CLIENT = new URL("./cortexd_client.py", import.meta.url).pathname;

/** What the strict client reports of one request. */
interface Report {
  readonly failed?: string;
  readonly reply: {
    readonly result?: Readonly<Record<string, unknown>>;
    readonly error?: { readonly code: number; readonly message: string };
    readonly success: boolean;
    readonly timestamp: number;
  };
  readonly text: string;
  readonly closed: boolean;
}

/** Lets the strict client send requests, one after the other. */
async function ask(socket: string, requests: readonly unknown[]): Promise<Report[]> {
  const child = new Deno.Command("python3", { args: [CLIENT, socket], stdin: "piped", stdout: "piped" })
    .spawn();
  const output = child.output();
  await new Blob(requests.map((request) => JSON.stringify(request) + "\n")).stream().pipeTo(child.stdin);
  const text = new TextDecoder().decode((await output).stdout);
  return text.trim().split("\n").map((line) => JSON.parse(line));
}

/** Every method of all generations, with the members of its result in their order. */
const METHODS: readonly [object, string][] = [
  [{ method: "ping" }, "pong"],
  [{ command: "ping" }, "pong"],
  [{ method: "version" }, "version,name"],
  [{ method: "config.get" }, "socket_path,socket_backlog,socket_timeout_ms,max_requests_per_sec,log_level"],
  [{ method: "config.reload" }, "reloaded"],
  [{ command: "config_reload" }, "reloaded"],
  [{ method: "health" }, "cpu,memory,disk,system,thresholds"],
  [{ command: "status" }, "version,uptime_seconds,running,health,llm"],
  [{ method: "alerts" }, "alerts,count,counts"],
  [{ method: "alerts.get", params: { severity: "WARNING" } }, "alerts,count,counts"],
  [{ method: "alerts.acknowledge", params: { uuid: uuid(1) } }, "acknowledged,uuid"],
  [{ command: "acknowledge_alert", params: { uuid: uuid(2) } }, "acknowledged,uuid"],
  [{ method: "alerts.acknowledge", params: { all: true } }, "acknowledged,message"],
  [{ method: "alerts.dismiss", params: { uuid: uuid(1) } }, "dismissed,uuid"],
  [{ method: "alerts.dismiss", params: { all: true } }, "dismissed,message"],
  [{ method: "ping", id: 7, jsonrpc: "2.0", params: [], more: 1 }, "pong"],
  [{ command: "inference", params: { prompt: "why" } }, "output,tokens,model"],
  [{ method: "llm.status" }, "loaded,running,model,model_path,queue_size"],
  [{ method: "llm.load" }, "loading,job_id"],
  [{ method: "llm.unload" }, "unloaded"],
  [{ method: "shutdown" }, "shutdown"],
];

const FAILURES: readonly [unknown, number][] = [
  [{ method: "no.such" }, -32601],
  [{ params: {} }, -32700],
  [[], -32700],
  ["text", -32700],
  [{ method: "alerts", params: { severity: "loud" } }, -32602],
  [{ method: "alerts.acknowledge", params: {} }, -32602],
  [{ method: "alerts.acknowledge", params: { uuid: uuid(99) } }, 103],
  [{ command: "inference", params: { prompt: "busy" } }, 101],
  [{ method: "ping", params: { filler: "x".repeat(70_000) } }, -32700],
];

pythonTest("the original's client is answered on every method, member for member", async () => {
  const alerts = memoryAlerts([1, 2, 3].map((number) => sampleAlert(number)));
  await using sockets = await openSockets({ parts: { alerts } });
  const reports = await ask(sockets.raw, METHODS.map(([request]) => request));
  for (const [index, [request, members]] of METHODS.entries()) {
    const report = reports[index];
    assert(
      report !== undefined && report.failed === undefined,
      `${JSON.stringify(request)}: ${report?.failed}`,
    );
    assert.deepEqual(Object.keys(report.reply), ["result", "success", "timestamp"]);
    assert.equal(Object.keys(report.reply.result ?? {}).join(","), members, JSON.stringify(request));
    assert.equal(report.text, JSON.stringify(report.reply), "compact, and nothing behind it");
    assert(report.closed);
    assert(
      Math.abs(report.reply.timestamp - Date.now() / 1000) < 5 && Number.isInteger(report.reply.timestamp),
    );
  }
});

pythonTest("the original's client is told what was wrong, by its own codes", async () => {
  await using sockets = await openSockets();
  const reports = await ask(sockets.raw, FAILURES.map(([request]) => request));
  for (const [index, [request, code]] of FAILURES.entries()) {
    const report = reports[index];
    const what = JSON.stringify(request).slice(0, 80);
    assert(report !== undefined && report.failed === undefined, `${what}: ${report?.failed}`);
    assert.deepEqual(Object.keys(report.reply), ["error", "success", "timestamp"]);
    assert.equal(report.reply.error?.code, code, what);
    assert(report.closed);
  }
});

pythonTest("a thousand alerts fit the 64 KiB that the original's client reads", async () => {
  const alerts = memoryAlerts(Array.from({ length: 1000 }, (_, index) => sampleAlert(index)));
  await using sockets = await openSockets({ parts: { alerts } });
  const [report] = await ask(sockets.raw, [{ method: "alerts" }]);
  assert.equal(report?.failed, undefined);
  const { count, counts } = report?.reply.result as { count: number; counts: { total: number } };
  assert(count > 100 && count < 1000, `${count} alerts were sent`);
  assert.equal(counts.total, 1000);
});

pythonTest("one client that says nothing keeps nobody else waiting", async () => {
  await using sockets = await openSockets();
  const silent = await Promise.all(
    Array.from({ length: 20 }, () => Deno.connect({ transport: "unix", path: sockets.raw })),
  );
  const [report] = await ask(sockets.raw, [{ method: "ping" }]);
  assert.deepEqual(report?.reply.result, { pong: true });
  for (const conn of silent) conn.close();
});
