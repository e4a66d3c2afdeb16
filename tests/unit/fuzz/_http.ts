import assert from "node:assert/strict";
import fc from "fast-check";
import { ERRORS, OPERATIONS } from "../../../src/contract/mod.ts";
import { TestApp } from "../ipc/_app.ts";
import { uuid } from "../operations/memory_alerts.ts";
import { sampleInput } from "../operations/sample_input.ts";
import { mutatedText } from "./_mutate.ts";
import { fuzzTarget } from "./_target.ts";

const app = new TestApp();

const routes = OPERATIONS.map(({ http, name }) => ({
  method: http.method as string,
  path: http.path.replace(/\{[a-z_]+\}/g, uuid(1)),
  body: JSON.stringify(sampleInput(name)),
})).concat(
  ["/metrics", "/openapi.json", "/v1/events", "/", "/v1"].map((path) => ({ method: "GET", path, body: "" })),
);
const queries = [
  "?limit=5&severity=critical&status=active",
  "?limit=1&cursor=YTE=&order=newest",
  "?series=load_1&step_seconds=60&from=2026-11-21T00:00:00Z&aggregation=max",
  "?sort=cpu&user=root",
];
const words = [
  "/",
  "//",
  "..",
  "%2e",
  "%00",
  "%",
  "?",
  "&",
  "=",
  "limit=",
  "cursor=",
  "#",
  "{",
  "}",
  '"',
  "[]",
  "null",
  "\\",
  "1e999",
  ":id",
];

/** A route as it is, or with its path, query or body changed, or by another method. */
const targets = fc.constantFrom(...routes).chain(({ method, path, body }) =>
  fc.record({
    method: fc.oneof(
      { arbitrary: fc.constant(method), weight: 9 },
      { arbitrary: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"), weight: 1 },
    ),
    path: fc.oneof(
      { arbitrary: fc.constant(path), weight: 6 },
      { arbitrary: mutatedText([path], words), weight: 1 },
    ),
    query: fc.oneof(
      fc.constant(""),
      mutatedText(queries, words).map((query) => `?${query.replaceAll("?", "")}`),
    ),
    body: fc.oneof(fc.constant(body), mutatedText([body, '{"key":"log.level","value":"debug"}'], words)),
  })
);

const requests = fc.record({
  target: targets,
  accept: fc.constantFrom(
    "*/*",
    "application/json",
    "text/event-stream",
    "application/x-ndjson",
    "text/csv",
    ";;q=",
  ),
  type: fc.constantFrom(
    "application/json",
    "application/json; charset=utf-8",
    "text/plain",
    "multipart/form-data",
    "",
  ),
  last: fc.option(fc.oneof(fc.nat().map(String), fc.constantFrom("-1", "x", "1e9", ""))),
  id: fc.option(fc.constantFrom("a", "x".repeat(300), "a b", '"><')),
});

type Input = typeof requests extends fc.Arbitrary<infer T> ? T : never;

/** The request, or none where the platform itself refuses to make it. */
function requestOf(
  { target, accept, type, last, id }: Input,
): [line: string, init: RequestInit] | null {
  const { method, path, query, body } = target;
  const headers: Record<string, string> = { accept };
  if (type !== "") headers["content-type"] = type;
  if (last !== null) headers["last-event-id"] = last;
  if (id !== null) headers["x-request-id"] = id;
  const bodiless = method === "GET" || method === "HEAD";
  const init = { method, headers, ...(bodiless ? {} : { body }) };
  const wanted = `/${(path + query).replace(/^\/+|[\s\\]/g, "")}`;
  try {
    new Request(`http://cortex${wanted}`, init);
    return [`${method} ${wanted}`, init];
  } catch {
    return null;
  }
}

/** Whatever is requested: a status of the table, and every failure is the typed error. */
export const http = fuzzTarget("HTTP", requests, async (input) => {
  const request = requestOf(input);
  if (request === null) return;
  const response = await app.fetch(...request);
  const type = response.headers.get("content-type") ?? "";
  if (response.ok && (type.startsWith("text/event-stream") || type.startsWith("application/x-ndjson"))) {
    await response.body?.cancel();
    return;
  }
  const text = await response.text();
  if (response.status < 400 || input.target.method === "HEAD") return;
  const { error } = JSON.parse(text);
  assert(Object.hasOwn(ERRORS, error.code), text);
  assert(error.code !== "INTERNAL", text);
});
