import assert from "node:assert/strict";
import { uuid } from "../operations/memory_alerts.ts";
import { errorOf, TestApp } from "./_app.ts";

const app = new TestApp();

Deno.test("an action without parameters takes no body, an empty one and an empty object", async () => {
  assert.equal((await app.fetch("POST /v1/daemon/reload")).status, 200);
  assert.equal((await app.send("POST /v1/daemon/reload", "")).status, 200);
  assert.equal((await app.send("POST /v1/daemon/reload", {})).status, 200);
  const error = await errorOf(await app.send("POST /v1/daemon/reload", { force: true }), 400);
  assert.equal(error.details?.field, "force");
});

Deno.test("parameters come from the body, the id from the path", async () => {
  const fresh = new TestApp();
  const response = await fresh.send("POST /v1/alerts/acknowledge", { category: "cpu" });
  assert.deepEqual(await response.json(), { count: 0 });
  assert.deepEqual(await (await fresh.send("POST /v1/alerts/acknowledge", { category: "disk" })).json(), {
    count: 1,
  });
  assert.equal((await fresh.fetch(`POST /v1/alerts/${uuid(1)}/dismiss`)).status, 200);
  assert.equal(
    (await errorOf(await fresh.send(`POST /v1/alerts/${uuid(1)}/dismiss`, { id: uuid(2) }), 400)).details
      ?.field,
    "id",
  );
});

const BROKEN: readonly [string, unknown, number, string][] = [
  ["not JSON", "{", 400, "PARSE_ERROR"],
  ["a list", [], 400, "INVALID_PARAMS"],
  ["null", null, 400, "INVALID_PARAMS"],
  ["a text", '"x"', 400, "INVALID_PARAMS"],
  ["another value", { category: 5 }, 400, "INVALID_PARAMS"],
  ["more than may be", `"${"x".repeat(70_000)}"`, 413, "TOO_LARGE"],
];

for (const [what, body, status, code] of BROKEN) {
  Deno.test(`a body that is ${what} is ${code}`, async () => {
    assert.equal((await errorOf(await app.send("POST /v1/alerts/dismiss", body), status)).code, code);
  });
}

Deno.test("a body that says it is something else is refused, not ignored", async () => {
  // Ignoring it would dismiss every alert instead of those meant.
  const init = {
    body: '{"category":"cpu"}',
    headers: { "content-type": "application/x-www-form-urlencoded" },
  };
  const error = await errorOf(await app.fetch("POST /v1/alerts/dismiss", init), 400);
  assert.equal(error.code, "INVALID_REQUEST");
  assert.match(error.message, /Content-Type: application\/json/);
});

Deno.test("the limit holds for a body of unknown length, and a reload changes it", async () => {
  let limit = 65_536;
  const limited = new TestApp({}, { max_request_bytes: () => limit });
  let sent = 0;
  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1024;
        controller.enqueue(new Uint8Array(1024).fill(0x20));
      },
    });
  const headers = { "content-type": "application/json" };
  const response = await limited.fetch("POST /v1/alerts/dismiss", { body: endless(), headers });
  assert.equal((await errorOf(response, 413)).details?.limit_bytes, 65_536);
  assert(sent < 80_000, `${sent} bytes were read`);
  limit = 8;
  assert.equal(
    (await errorOf(await limited.send("POST /v1/alerts/dismiss", { severity: "info" }), 413)).details
      ?.limit_bytes,
    8,
  );
});
