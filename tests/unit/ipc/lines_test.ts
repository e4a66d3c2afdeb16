import assert from "node:assert/strict";
import type { End } from "../../../src/ipc/raw/framer.ts";
import { memoryParts } from "../operations/memory_parts.ts";
import { uuid } from "../operations/memory_alerts.ts";
import { testDispatcher } from "./_app.ts";
import { testCall, testSpeaker } from "./_raw.ts";

const speaker = testSpeaker();

const textOf = (bytes: Uint8Array | undefined) =>
  bytes === undefined ? undefined : new TextDecoder().decode(bytes);

async function say(request: object, end: End = "newline", on = speaker): Promise<string | undefined> {
  let count = 0;
  const { bytes, stay } = await on.speak(
    { value: request, end, bytes: 1 },
    false,
    () => testCall(`t-${++count}`),
  );
  assert.equal(stay, true, "the connection stays open");
  const text = textOf(bytes);
  assert(text === undefined || text.endsWith("\n"), "a newline ends a reply");
  return text?.trimEnd();
}

const rpc = (more: object) => ({ jsonrpc: "2.0", ...more });

Deno.test("JSON-RPC: a reply has the request's id, whatever kind it is", async () => {
  for (const id of [1, 'a\n"b', null, -1.5]) {
    assert.equal(
      await say(rpc({ method: "daemon.ping", id })),
      `{"jsonrpc":"2.0","result":{"pong":true},"id":${JSON.stringify(id)}}`,
    );
  }
});

Deno.test("JSON-RPC: a notification is run and not answered, even when it fails", async () => {
  let ended = 0;
  const parts = memoryParts({ onShutdown: () => ended++ });
  const own = testSpeaker(testDispatcher({ daemon: parts.daemon }));
  assert.equal(await say(rpc({ method: "daemon.shutdown" }), "newline", own), undefined);
  assert.equal(ended, 1);
  assert.equal(await say(rpc({ method: "no.such" })), undefined);
  assert.equal(await say(rpc({ method: "alerts.get", params: { id: uuid(9) } })), undefined);
});

const FAILURES: readonly [object, number, unknown][] = [
  [rpc({ method: "no.such", id: 1 }), -32601, 1],
  [rpc({ method: "alerts.list", params: { limit: 0 }, id: 1 }), -32602, 1],
  [rpc({ method: "alerts.list", params: [1], id: 1 }), -32602, 1],
  [rpc({ method: "alerts.get", params: { id: uuid(9) }, id: "x" }), -32002, "x"],
  [rpc({ method: 1, id: 2 }), -32600, 2],
  [rpc({ id: 2 }), -32600, 2],
  [rpc({ method: "daemon.ping", id: {} }), -32600, null],
];

for (const [request, code, id] of FAILURES) {
  Deno.test(`JSON-RPC: ${JSON.stringify(request)} fails with ${code}`, async () => {
    const reply = JSON.parse(await say(request) ?? "");
    assert.deepEqual(Object.keys(reply), ["jsonrpc", "error", "id"]);
    assert.deepEqual([reply.error.code, reply.id], [code, id]);
    assert.equal(reply.error.data.request_id, "t-1");
  });
}

Deno.test("JSON-RPC: a batch is answered in its order, without its notifications", async () => {
  const ping = (id?: number) => rpc({ method: "daemon.ping", ...(id === undefined ? {} : { id }) });
  const text = await say([ping(3), ping(), 5, ping(1)], "nothing") ?? "";
  const replies = JSON.parse(text);
  assert.deepEqual(replies.map(({ id }: { id: unknown }) => id), [3, null, 1]);
  assert.equal(replies[1].error.code, -32600);
  assert.equal(await say([ping(), ping()]), undefined);
});

Deno.test("JSON-RPC: the operation batch is no request of a batch", async () => {
  const requests = [
    { jsonrpc: "2.0", id: 1, method: "batch", params: { calls: [{ name: "daemon.ping" }] } },
    { jsonrpc: "2.0", id: 2, method: "daemon.ping" },
  ];
  const [nested, ping] = JSON.parse(await say(requests) ?? "");
  assert.equal(nested.error.data.code, "INVALID_REQUEST");
  assert.deepEqual(ping.result, { pong: true });
});

Deno.test("JSON-RPC: an empty batch and one of more than 100 are refused as a whole", async () => {
  const requests = (count: number) =>
    Array.from({ length: count }, (_, id) => rpc({ method: "daemon.ping", id }));
  assert.equal(JSON.parse(await say([]) ?? "").error.code, -32600);
  assert.equal(JSON.parse(await say(requests(101)) ?? "").error.code, -32600);
  assert.equal(JSON.parse(await say(requests(100)) ?? "").length, 100);
});

Deno.test("JSON-RPC: the replies of a batch stay within 256 KiB, each request is answered", async () => {
  const items = Array(200).fill({ row: "x", zone: "main", may: [], worth: "x".repeat(400) });
  const own = testSpeaker(
    testDispatcher({ daemon: { ...memoryParts().daemon, permissions: () => ({ items }) } }),
  );
  const requests = Array.from({ length: 20 }, (_, id) => rpc({ method: "daemon.permissions", id }));
  const text = await say(requests, "newline", own) ?? "";
  assert(text.length <= 262_144);
  const replies: { result?: unknown; error?: { code: number } }[] = JSON.parse(text);
  assert.equal(replies.length, 20);
  assert.equal(replies.filter(({ result }) => result !== undefined).length, 2);
  assert.deepEqual(new Set(replies.slice(2).map(({ error }) => error?.code)), new Set([-32006]));
});

Deno.test("JSON-RPC: without a newline it is cortexd's form", async () => {
  const { bytes, stay } = await speaker.speak(
    { value: rpc({ method: "ping", id: 1 }), end: "nothing", bytes: 1 },
    false,
    () => testCall("t-1"),
  );
  assert.equal(stay, false);
  assert.match(textOf(bytes) ?? "", /^\{"result":\{"pong":true\},"success":true,"timestamp":\d+\}$/);
});

Deno.test("JSON-RPC: the methods of the programs before are there too", async () => {
  const result = async (method: string) => JSON.parse(await say(rpc({ method, id: 1 })) ?? "").result;
  const { healthy, uptime, requests } = await result("health_check");
  assert.deepEqual([healthy, uptime, typeof requests], [true, 60, "number"]);
  const { total_requests, ...stats } = await result("health_stats");
  assert.equal(typeof total_requests, "number");
  assert.deepEqual(Object.keys(stats), ["failed_requests", "active_connections", "memory_usage_mb"]);
  assert.deepEqual([stats.active_connections, stats.memory_usage_mb], [3, 40]);
  assert.deepEqual(await result("ping"), { pong: true });
});

Deno.test("Spacedrive: queries and actions by their wire names", async () => {
  const ping = await say({ Query: { method: "query:daemon.ping.v1", payload: {} } }, "nothing");
  assert.equal(ping, `{"Ok":{"pong":true}}`);
  assert.equal(await say({ Query: { method: "query:daemon.ping.v1" } }), `{"Ok":{"pong":true}}`);
  assert.equal(
    await say({ Action: { method: "action:alerts.clear.input.v1", payload: {} } }),
    await say({ Action: { method: "action:alerts.clear.v1", payload: null } }),
  );
  const { Ok } = JSON.parse(
    await say({ Query: { method: "query:alerts.list.v1", payload: { limit: 1 } } }) ?? "",
  );
  assert.equal(Ok.items.length, 1);
});

const WIRE_FAILURES: readonly [object, string][] = [
  [{ Query: { method: "query:no.such.v1", payload: {} } }, "UNKNOWN_OPERATION"],
  [{ Query: { method: "query:daemon.ping.v2", payload: {} } }, "UNKNOWN_OPERATION"],
  [{ Query: { method: "action:alerts.clear.v1", payload: {} } }, "UNKNOWN_OPERATION"],
  [{ Action: { method: "action:daemon.ping.v1", payload: {} } }, "UNKNOWN_OPERATION"],
  [{ Subscribe: 5 }, "INVALID_REQUEST"],
  [{ Subscribe: { event_types: 5 } }, "INVALID_PARAMS"],
  [{ Subscribe: { event_types: ["alrt"] } }, "INVALID_PARAMS"],
  [{ Subscribe: { event_types: [], filter: { no_such: 1 } } }, "INVALID_PARAMS"],
  [{ Subscribe: { method: "query:daemon.ping.v1" } }, "UNKNOWN_OPERATION"],
  [{ Unsubscribe: { subscription: 9 } }, "NOT_FOUND"],
  [{ Query: 5 }, "INVALID_REQUEST"],
  [{ Query: { method: "query:alerts.list.v1", payload: { limit: 0 } } }, "INVALID_PARAMS"],
  [{ Query: { method: "query:alerts.get.v1", payload: { id: uuid(9) } } }, "ALERT_NOT_FOUND"],
];

for (const [request, code] of WIRE_FAILURES) {
  Deno.test(`Spacedrive: ${JSON.stringify(request)} fails with ${code}`, async () => {
    const { Error: error } = JSON.parse(await say(request) ?? "");
    assert.deepEqual([error.code, error.request_id], [code, "t-1"]);
  });
}
