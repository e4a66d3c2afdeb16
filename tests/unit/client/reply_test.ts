import assert from "node:assert/strict";
import fc from "fast-check";
import { readReply, responseError } from "../../../src/client/reply.ts";
import { CortexError, errorBody, ERRORS } from "../../../src/contract/wire.ts";

const reply = (status: number, text: string) => ({ status, text, request_id: "r-1" });

Deno.test("a good reply is its body", () => {
  assert.deepEqual(readReply("daemon.ping", reply(200, '{"pong":true}')), { pong: true });
});

Deno.test("the daemon's error comes through whole", () => {
  const error = new CortexError("BUSY", "Too many", { details: { waiting: 1000 }, retry_after_seconds: 2 });
  assert.throws(() => readReply("x.y", reply(503, JSON.stringify({ error: errorBody(error, "r-9") }))), {
    name: "CortexError",
    code: "BUSY",
    message: "Too many",
    details: { waiting: 1000 },
    retry_after_seconds: 2,
    request_id: "r-9",
  });
});

Deno.test("a reply that is none is BAD_REPLY, with the id of the request", () => {
  const bad: [number, string][] = [
    [200, "<html>"],
    [200, ""],
    [200, "[1]"],
    [200, "null"],
    [502, "{}"],
    [500, '{"error":"no"}'],
    [500, '{"error":{"code":7,"message":"x"}}'],
  ];
  for (const [status, text] of bad) {
    assert.throws(
      () => readReply("x.y", reply(status, text)),
      { code: "BAD_REPLY", request_id: "r-1" },
      text,
    );
  }
});

Deno.test("a code of a newer daemon keeps its words", () => {
  const body = { error: { code: "FROM_THE_FUTURE", message: "Cannot say" } };
  assert.throws(() => readReply("x.y", reply(500, JSON.stringify(body))), {
    code: "BAD_REPLY",
    message: "Cannot say (FROM_THE_FUTURE, unknown to this client)",
    details: { code: "FROM_THE_FUTURE" },
  });
});

Deno.test("whatever comes back, the outcome is an object or a CortexError of the table", () => {
  fc.assert(
    fc.property(fc.integer({ min: 200, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, text) => {
      try {
        assert.equal(typeof readReply("x.y", reply(status, text)), "object");
      } catch (error) {
        assert.ok(error instanceof CortexError && error.code in ERRORS);
      }
    }),
  );
});

Deno.test("a response that is none of success tells the daemon's error, or that it has none", async () => {
  const headers = { "x-request-id": "r-2" };
  const told = { error: errorBody(new CortexError("NOT_FOUND", "Cannot find it"), "r-1") };
  const found = await responseError(
    "store.backup",
    new Response(JSON.stringify(told), { status: 404, headers }),
  );
  assert.deepEqual([found.code, found.message, found.request_id], ["NOT_FOUND", "Cannot find it", "r-1"]);
  for (const text of ["", "<html>", "{}"]) {
    const { code, request_id } = await responseError("x.y", new Response(text, { status: 502, headers }));
    assert.deepEqual([code, request_id], ["BAD_REPLY", "r-2"]);
  }
});
