import assert from "node:assert/strict";
import fc from "fast-check";
import type { OutputOf } from "../../../src/contract/mod.ts";
import { HEALTH } from "../operations/sample_health.ts";
import { testDispatcher } from "./_app.ts";
import { connect } from "./_raw.ts";

const PING = `{"method":"ping"}`;
const line = (id: number, method = "daemon.ping") => `{"jsonrpc":"2.0","method":"${method}","id":${id}}\n`;
const pong = (id: number) => `{"jsonrpc":"2.0","result":{"pong":true},"id":${id}}\n`;

/** The code of the last reply a client got. */
const lastCode = (text: string) => JSON.parse(text.trim().split("\n").at(-1) ?? "").error.code;

Deno.test("a bare request is answered when its last byte is there, and the connection is closed", async () => {
  const { client, done, settle } = connect();
  for (const byte of PING.slice(0, -1)) client.send(byte);
  await settle();
  assert.equal(client.got, "");
  client.send("}");
  await done;
  assert.match(client.got, /^\{"result":\{"pong":true\}/);
  assert(client.closed);
});

Deno.test("lines are answered one after the other, and the connection stays open", async () => {
  const { client, done, settle } = connect();
  client.send(line(1) + line(2) + line(3).slice(0, 20));
  await settle();
  assert.equal(client.got, pong(1) + pong(2));
  client.send(line(3).slice(20));
  await settle();
  assert.equal(client.got, pong(1) + pong(2) + pong(3));
  client.end();
  await done;
  assert(client.closed);
});

Deno.test("a line whose newline comes a little later is still a line", async () => {
  const { client, done, settle } = connect();
  for (const byte of line(1)) client.send(byte);
  await settle();
  client.send(line(2).trimEnd());
  await settle();
  client.send("\n");
  await settle();
  assert.equal(client.got, pong(1) + pong(2));
  client.end();
  await done;
});

Deno.test("a JSON-RPC request without a newline is cortexd's form, and the connection is closed", async () => {
  const { client, done } = connect();
  client.send(line(1).trimEnd());
  await done;
  assert.match(client.got, /"success":true/);
});

Deno.test("a broken line on a connection that stays open costs only itself", async () => {
  const { client, done, settle } = connect();
  client.send(line(1) + "nonsense\n" + line(2));
  await settle();
  const [first, broken = "", second] = client.got.trim().split("\n");
  assert.deepEqual([`${first}\n`, `${second}\n`], [pong(1), pong(2)]);
  assert.deepEqual([JSON.parse(broken).error.code, JSON.parse(broken).id], [-32700, null]);
  client.end();
  await done;
});

Deno.test("a request that is no JSON, or ends too early, is answered with -32700", async () => {
  for (const [sent, ended] of [["hello", false], [`{"method"`, true], [`{"method":}`, false]] as const) {
    const { client, done } = connect();
    client.send(sent);
    client.end();
    await done;
    assert.equal(lastCode(client.got), -32700, `${sent} ${ended}`);
  }
});

Deno.test("a client that says nothing is told so and closed when its time is over", async () => {
  const { client, done, setClock, settle } = connect();
  setClock(4999);
  await settle();
  assert.equal(client.got, "");
  setClock(5000);
  await done;
  assert.match(client.got, /not complete after 5000 ms/);
  assert(client.closed);
});

Deno.test("a request that comes as its time ends has one answer: that it came too late", async () => {
  const { client, done, setClock } = connect();
  client.write_size = 10;
  client.send(PING);
  setClock(5000);
  await done;
  assert.match(JSON.parse(client.got).error.message, /not complete after 5000 ms/);
});

Deno.test("the time counts from connecting, not from the last byte", async () => {
  const { client, done, setClock, settle } = connect();
  for (const [ms, byte] of [[1000, "{"], [2000, '"'], [4999, "a"]] as const) {
    setClock(ms);
    client.send(byte);
    await settle();
  }
  assert(!client.closed);
  setClock(5000);
  await done;
  assert(client.closed);
});

Deno.test("an open connection may rest; its next request has the time from its first byte", async () => {
  const { client, done, setClock, settle } = connect();
  client.send(line(1));
  await settle();
  setClock(1_000_000);
  await settle();
  assert(!client.closed);
  client.send("  \n{");
  await settle();
  setClock(1_004_999);
  await settle();
  assert(!client.closed);
  setClock(1_005_000);
  await done;
  assert.equal(lastCode(client.got), -32007);
});

Deno.test("blank lines are no request", async () => {
  const { client, done, setClock, settle } = connect();
  client.send(line(1));
  await settle();
  client.send("\n\r\n");
  await settle();
  setClock(1_000_000);
  await settle();
  assert(!client.closed);
  client.end();
  await done;
});

Deno.test("a client that does not read is cut off when its time is over", async () => {
  const { client, done, setClock, settle } = connect();
  client.write_size = 0;
  client.send(PING);
  await settle();
  setClock(5000);
  await done;
  assert(client.closed);
});

Deno.test("a reply that the socket takes in parts arrives whole", async () => {
  const { client, done } = connect();
  client.write_size = 7;
  client.send(`{"method":"alerts"}`);
  await done;
  assert.equal(JSON.parse(client.got).result.count, 1);
});

Deno.test("what is too large is refused, and the client may end what it was sending", async () => {
  const { client, done, settle } = connect({ max_request_bytes: 1024 });
  client.send(`{"a":"${"x".repeat(2000)}`);
  await settle();
  assert.equal(lastCode(client.got), -32700);
  assert(!client.closed, "its side is still read");
  client.send("x".repeat(100));
  client.end();
  await done;
  assert(client.closed);
});

Deno.test("a client that goes on sending what is too large is cut off", async () => {
  const { client, done, setClock, settle } = connect({ max_request_bytes: 1024 });
  client.send(`{"a":"${"x".repeat(2000)}`);
  await settle();
  setClock(1001);
  await done;
  assert(client.closed);
});

Deno.test("more requests a second than allowed are refused, later ones pass again", async () => {
  const { client, done, setClock, settle } = connect({ rate_limit_per_second: 2 });
  client.send(line(1) + line(2) + line(3));
  await settle();
  const refused = JSON.parse(client.got.trim().split("\n")[2] ?? "");
  assert.deepEqual([refused.error.code, refused.id, refused.error.data.retry_after_seconds], [-32010, 3, 1]);
  setClock(500);
  client.send(line(4));
  await settle();
  assert(client.got.endsWith(pong(4)));
  client.end();
  await done;
});

Deno.test("each call of a batch counts as a request", async () => {
  const calls = [1, 2].map(() => ({ name: "daemon.ping" }));
  const rpc = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "batch", params: { calls } }) + "\n";
  const { client, done, settle, setClock } = connect({ rate_limit_per_second: 2 });
  client.send(rpc + line(2));
  await settle();
  const [first, second] = client.got.trim().split("\n").map((text) => JSON.parse(text));
  assert.deepEqual(first.result.results, [{ ok: { pong: true } }, { ok: { pong: true } }]);
  assert.equal(second.error.code, -32010);
  setClock(500);
  client.send(`${JSON.stringify({ Action: { method: "action:batch.v1", payload: { calls } } })}\n`);
  await settle();
  assert.match(client.got.trim().split("\n").at(-1) ?? "", /RATE_LIMITED/);
  client.end();
  await done;
});

Deno.test("a connection that is stopped ends after the request that has begun", async () => {
  const slow = Promise.withResolvers<OutputOf<"health.get">>();
  const dispatcher = testDispatcher({ health: { get: () => slow.promise } });
  const { client, connection, done, settle } = connect({}, dispatcher);
  client.send(`{"method":"health"}`);
  await settle();
  connection.stop();
  await settle();
  assert(!client.closed);
  slow.resolve(HEALTH);
  await done;
  assert.match(client.got, /"uptime_seconds":43200/);
  const idle = connect();
  idle.connection.stop();
  await idle.done;
  assert(idle.client.closed);
});

Deno.test("the signal of a running operation aborts when its connection is cut off", async () => {
  let aborted = false;
  const dispatcher = testDispatcher({
    health: {
      get: ({ signal }) =>
        new Promise((_, reject) =>
          signal.addEventListener("abort", () => {
            aborted = true;
            reject(signal.reason);
          })
        ),
    },
  });
  const { client, connection, done, settle } = connect({}, dispatcher);
  client.send(`{"method":"health"}`);
  await settle();
  connection.close();
  await done;
  assert(aborted);
});

Deno.test("whatever a client sends, it gets replies in form and the connection ends", async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      PING,
      line(1),
      line(2, "alerts.list"),
      "[",
      "]",
      "{",
      "}",
      '"',
      "\n",
      "\\",
      `{"Query":`,
      "null",
      ",",
    ),
    fc.constantFrom(
      `[${line(1).trim()},5]`,
      `{"method":"alerts","params":{"severity":[]}}`,
      `{"method":"health_stats"}\n`,
    ),
    fc.json(),
    fc.string({ unit: "binary", maxLength: 20 }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 12 }),
      fc.integer({ min: 1, max: 50 }),
      async (pieces, size) => {
        const { client, done } = connect({ max_request_bytes: 1024 });
        const bytes = new TextEncoder().encode(pieces.join(""));
        for (let at = 0; at < bytes.length; at += size) client.send(bytes.slice(at, at + size));
        client.end();
        await done;
        assert(client.closed);
        for (const reply of client.got.split("\n").filter((text) => text !== "")) {
          const values = [JSON.parse(reply)].flat();
          for (const value of values) {
            assert(["result", "error", "Ok", "Error"].some((member) => member in value), reply);
            assert(value.error?.code !== -32603 && value.Error?.code !== "INTERNAL", reply);
          }
        }
      },
    ),
    { numRuns: 500 },
  );
});
