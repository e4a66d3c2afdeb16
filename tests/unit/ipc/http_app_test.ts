import assert from "node:assert/strict";
import { OPERATIONS, pathParameters } from "../../../src/contract/mod.ts";
import { uuid } from "../operations/memory_alerts.ts";
import { memoryParts } from "../operations/memory_parts.ts";
import { sampleInput } from "../operations/sample_input.ts";
import { errorOf, TestApp } from "./_app.ts";

const app = new TestApp();

Deno.test("every operation answers on its route with what its contract says", async () => {
  for (const { name, http, output } of OPERATIONS) {
    const rest = { ...sampleInput(name) };
    let path: string = http.path;
    for (const parameter of pathParameters(path)) {
      path = path.replace(`{${parameter}}`, String(rest[parameter]));
      delete rest[parameter];
    }
    const line = `${http.method} ${path}`;
    const fresh = new TestApp();
    const query = new URLSearchParams(Object.entries(rest).map(([key, value]) => [key, String(value)]));
    const response = await (http.method === "GET" ? fresh.fetch(`${line}?${query}`) : fresh.send(line, rest));
    assert.equal(response.status, 200, name);
    assert.equal(response.headers.get("content-type"), "application/json");
    assert(response.headers.has("x-request-id"), name);
    output().parse(await response.json());
  }
});

Deno.test("recorded figures come as the Accept header says", async () => {
  const ask = async (accept: string) => {
    const response = await app.fetch("GET /v1/metrics/query?series=load_1", { headers: { accept } });
    return [response.headers.get("content-type")?.split(";")[0], (await response.text()).split(/\r?\n/)[0]];
  };
  assert.deepEqual(await ask("text/csv"), ["text/csv", "time,load_1"]);
  const open_metrics = "application/openmetrics-text";
  assert.deepEqual(await ask(`${open_metrics};version=1.0.0,*/*`), [
    open_metrics,
    "# TYPE cortex_load_1 gauge",
  ]);
  assert.equal((await ask("*/*"))[0], "application/json");
});

Deno.test("a reply has the client's request id, or a new one", async () => {
  const ids = async (id: string) =>
    (await app.fetch("GET /v1/ping", { headers: { "x-request-id": id } })).headers.get("x-request-id");
  assert.equal(await ids("order 66"), "order 66");
  assert.equal(await ids("x".repeat(128)), "x".repeat(128));
  for (const unfit of ["x".repeat(129), "naïve", "tab\tbed"]) assert.match(await ids(unfit) ?? "", /^t-\d+$/);
  const [one, other] = [await app.fetch("GET /v1/ping"), await app.fetch("GET /v1/ping")];
  assert.notEqual(one.headers.get("x-request-id"), other.headers.get("x-request-id"));
});

Deno.test("the id of a request is in its error, on every way it can fail", async () => {
  const init = { headers: { "x-request-id": "mine" } };
  const ways = [
    "GET /nope",
    "POST /v1/ping",
    "GET /v1/ping?x=1",
    "GET /v1/alerts?limit=0",
    `GET /v1/alerts/${uuid(9)}`,
  ];
  for (const line of ways) {
    const response = await app.fetch(line, init);
    assert.equal((await errorOf(response, response.status)).request_id, "mine", line);
  }
});

Deno.test("query strings become what the contract asks for", async () => {
  const asked: unknown[] = [];
  const parts = memoryParts();
  const spy = new TestApp({
    alerts: { ...parts.alerts, list: (query) => (asked.push(query), parts.alerts.list(query)) },
  });
  await spy.fetch("GET /v1/alerts");
  await spy.fetch("GET /v1/alerts?limit=5&open=true&severity=warning&subject=%2Fhome%20x");
  assert.deepEqual(asked, [{ limit: 50 }, { limit: 5, open: true, severity: "warning", subject: "/home x" }]);
});

const REFUSED: readonly [string, string][] = [
  ["GET /v1/alerts?limit=five", "limit"],
  ["GET /v1/alerts?limit=1&limit=2", "limit"],
  ["GET /v1/alerts?limit=0x10", "limit"],
  ["GET /v1/alerts?limit=", "limit"],
  ["GET /v1/alerts?open=yes", "open"],
  ["GET /v1/alerts?severity=Warning", "severity"],
  ["GET /v1/alerts?colour=red", "colour"],
  ["GET /v1/alerts?__proto__=1", "__proto__"],
  ["GET /v1/health?x", "x"],
  ["GET /v1/alerts/none", "id"],
  [`GET /v1/alerts/${uuid(1)}?x=1`, "x"],
  ["POST /v1/alerts/none/dismiss", "id"],
  ["POST /v1/alerts/dismiss?severity=warning", "severity"],
];

for (const [line, field] of REFUSED) {
  Deno.test(`${line} is refused for its ${field}`, async () => {
    const error = await errorOf(await app.fetch(line), 400);
    assert.equal(error.code, "INVALID_PARAMS");
    assert.equal(error.details?.field, field);
  });
}

Deno.test("what does not fit in a list of a query string is named, with the nearest that does", async () => {
  for (const path of ["/v1/events", "/v1/events/list"]) {
    const error = await errorOf(await app.fetch(`GET ${path}?types=part,alrt`), 400);
    assert.match(error.message, /^Cannot take "alrt" as "types\.1": did you mean "alert"\?/);
  }
});

Deno.test("a path that is not there is UNKNOWN_OPERATION", async () => {
  for (const line of ["GET /nope", "GET /", "DELETE /v1", "GET /v1/ping/"]) {
    assert.equal((await errorOf(await app.fetch(line), 404)).code, "UNKNOWN_OPERATION");
  }
});

Deno.test("another method than a path takes is 405 with Allow", async () => {
  const allow = async (line: string) => {
    const response = await app.fetch(line);
    assert.equal((await errorOf(response, 405)).code, "METHOD_NOT_ALLOWED");
    return response.headers.get("allow");
  };
  assert.equal(await allow("POST /v1/ping"), "GET, HEAD");
  assert.equal(await allow("OPTIONS /v1/health"), "GET, HEAD");
  assert.equal(await allow("GET /v1/daemon/reload"), "POST");
  assert.equal(await allow(`DELETE /v1/alerts/${uuid(1)}`), "GET, HEAD");
  assert.equal(await allow("PUT /openapi.json"), "GET, HEAD");
});

Deno.test("HEAD answers as GET, without a body", async () => {
  const response = await app.fetch("HEAD /v1/health");
  assert.equal(response.status, 200);
  assert(response.headers.has("x-request-id"));
  assert.equal(await response.text(), "");
  assert.equal((await app.fetch("HEAD /nope")).status, 404);
});

Deno.test("a passing failure says when to try again", async () => {
  const draining = new TestApp();
  await draining.dispatcher.drain(0);
  const response = await draining.fetch("GET /v1/ping");
  assert.equal((await errorOf(response, 503)).code, "SHUTTING_DOWN");
  assert.equal(response.headers.get("retry-after"), "1");
  assert.equal((await app.fetch("GET /nope")).headers.has("retry-after"), false);
});

Deno.test("an answer over 256 KiB is not sent", async () => {
  const row = { row: "x", zone: "main", may: [], worth: "é".repeat(1000) } as const;
  const daemon = { ...memoryParts().daemon, permissions: () => ({ items: Array(200).fill(row) }) };
  const error = await errorOf(await new TestApp({ daemon }).fetch("GET /v1/permissions"), 500);
  assert.equal(error.code, "REPLY_TOO_LARGE");
  assert.equal(error.details?.limit_bytes, 262_144);
});

Deno.test("a fault of ours shows none of its text", async () => {
  const services = {
    failed: () => {
      throw new TypeError("secret of the cook");
    },
  };
  const response = await new TestApp({ services }).fetch("GET /v1/services/failed");
  const error = await errorOf(response, 500);
  assert.deepEqual([error.code, error.details], ["INTERNAL", undefined]);
  assert.doesNotMatch(JSON.stringify(error), /secret/);
});

Deno.test("the same object is the same text, another one is not", async () => {
  let made = 0;
  const version = { name: "cortexd", version: "1", api: "v1", deno: "2" } as const;
  const counted = Object.defineProperty({ ...version }, "toJSON", { value: () => (made++, version) });
  const caching = new TestApp({ daemon: { ...memoryParts().daemon, version: () => counted } });
  const first = await (await caching.fetch("GET /v1/version")).text();
  assert.equal(await (await caching.fetch("GET /v1/version")).text(), first);
  assert.equal(made, 1);
});

Deno.test("the read socket takes queries and no actions", async () => {
  let ended = false;
  const daemon = memoryParts({ onShutdown: () => ended = true }).daemon;
  const reader = new TestApp({ daemon }, { transport: "read" });
  assert.equal((await reader.fetch("GET /v1/alerts")).status, 200);
  assert.equal((await reader.fetch("GET /metrics")).status, 200);
  for (const { http, scope } of OPERATIONS) {
    if (scope !== "control") continue;
    const response = await reader.fetch(`${http.method} ${http.path.replace("{id}", uuid(1))}`);
    assert.equal((await errorOf(response, 403)).code, "PERMISSION_DENIED");
  }
  assert.equal(ended, false);
});

Deno.test("/metrics is the text it is given", async () => {
  const response = await app.fetch("GET /metrics");
  assert.equal(response.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  assert.equal(await response.text(), "cortex_up 1\n");
});

Deno.test("requests that never became a call are counted too", async () => {
  const fresh = new TestApp();
  for (const line of ["GET /nope", "POST /v1/ping", "GET /v1/ping?x=1", "GET /v1/alerts?limit=x"]) {
    await fresh.fetch(line);
  }
  assert.deepEqual(fresh.dispatcher.stats(), { total: 4, failed: 4, running: 0, waiting: 0 });
});
