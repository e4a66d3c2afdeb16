import assert from "node:assert/strict";
import { createDispatcher, type OperationHooks } from "../../../src/operations/mod.ts";
import { memoryParts } from "../operations/memory_parts.ts";
import { NOON, TestApp } from "./_app.ts";
import { connect } from "./_raw.ts";

/** A dispatcher, and the sizes that its hooks are told. */
function measured() {
  const told: Parameters<OperationHooks["replied"]>[] = [];
  const dispatcher = createDispatcher({
    parts: memoryParts(),
    limits: () => ({ max_running: 8, max_waiting: 8, operation_timeout_ms: 30_000 }),
    clock: NOON,
    hooks: { started() {}, finished() {}, failed() {}, replied: (...sizes) => told.push(sizes) },
  });
  return { told, dispatcher };
}

const bytes = (text: string) => new TextEncoder().encode(text).byteLength;

Deno.test("HTTP: the sizes of both bodies, of answers, failures and streams", async () => {
  const { told, dispatcher } = measured();
  const app = new TestApp({}, { dispatcher });
  const sent = async (line: string, body?: string, accept = "application/json") => {
    const headers = {
      "content-type": "application/json",
      "content-length": String(bytes(body ?? "")),
      accept,
    };
    const response = await app.fetch(line, body === undefined ? {} : { headers, body });
    return bytes(await response.text());
  };
  const infer = '{"prompt":"wörtlich"}';
  const replies = [
    await sent("GET /v1/ping"),
    await sent("GET /v1/status"),
    await sent("GET /v1/alerts/00000000-0000-4000-8000-000000000999"),
    await sent("POST /v1/daemon/reload", "{}"),
    await sent("POST /v1/assistant/infer", infer, "application/x-ndjson"),
  ];
  assert.deepEqual(told, [
    ["daemon.ping", "http", 0, replies[0]],
    ["daemon.status", "http", 0, replies[1]],
    ["alerts.get", "http", 0, replies[2]],
    ["daemon.reload", "http", 2, replies[3]],
    ["assistant.infer", "http", bytes(infer), replies[4]],
  ]);
});

Deno.test("raw socket: whole requests and replies of every form, by the operation a method comes to", async () => {
  const forms = [
    ["daemon.ping", '{"jsonrpc":"2.0","method":"daemon.ping","id":"ü"}', "\n"],
    ["daemon.status", '{"Query":{"method":"query:daemon.status.v1"}}', "\n"],
    ["alerts.get", '{"jsonrpc":"2.0","method":"alerts.get","params":{"id":"nowhere"},"id":1}', "\n"],
    ["health.get", '{"method":"health"}', ""],
  ] as const;
  for (const [name, request, end] of forms) {
    const { told, dispatcher } = measured();
    const { client, done } = connect({}, dispatcher);
    client.send(request + end);
    client.end();
    await done;
    // An input that is refused never becomes a call.
    const expected = name === "alerts.get" ? [] : [[name, "raw", bytes(request), bytes(client.got)]];
    assert.deepEqual(told, expected, request);
    assert(client.got.length > 0);
  }
});
