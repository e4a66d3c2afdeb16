import assert from "node:assert/strict";
import { caller, callsOf } from "../../../src/client/call.ts";
import type { Exchange, ExchangeOptions } from "../../../src/client/exchange.ts";
import type { HttpCall } from "../../../src/client/request.ts";
import type { UntypedSubscribe } from "../../../src/client/subscribe.ts";
import type { Timing } from "../../../src/client/retry.ts";
import { OPERATIONS, SUBSCRIPTIONS } from "../../../src/contract/mod.ts";
import { CortexError, errorBody, type ErrorCode } from "../../../src/contract/wire.ts";

const noPause: Timing = { now: () => 0, sleep: () => Promise.resolve(), random: () => 0 };

const noStream: UntypedSubscribe = async function* () {};

/** An exchange that fails with each code in turn, then succeeds; what it was asked is kept. */
function exchangeAfter(...codes: ErrorCode[]) {
  const asked: { name: string; call: HttpCall; options: ExchangeOptions }[] = [];
  const exchange: Exchange = (name, call, options) => {
    asked.push({ name, call, options });
    const code = codes[asked.length - 1];
    const body = code === undefined ? { count: 1 } : { error: errorBody(new CortexError(code, code)) };
    const status = code === undefined ? 200 : 500;
    return Promise.resolve({ status, text: JSON.stringify(body), request_id: null });
  };
  return { asked, exchange };
}

Deno.test("every operation of a subject has its function", () => {
  const calls: object = callsOf((name) => Promise.resolve(name), noStream);
  for (const { name } of [...OPERATIONS, ...SUBSCRIPTIONS]) {
    if (!name.includes(".")) continue;
    const [subject = "", verb = ""] = name.split(".");
    assert.equal(typeof Reflect.get(Reflect.get(calls, subject), verb), "function", name);
  }
});

Deno.test("a function of an operation sends that operation", async () => {
  const { asked, exchange } = exchangeAfter();
  const { alerts } = callsOf(caller(exchange, {}, noPause), noStream);
  assert.deepEqual(await alerts.dismiss_all({ severity: "info" }), { count: 1 });
  assert.deepEqual(asked[0]?.call, {
    method: "POST",
    target: "/v1/alerts/dismiss",
    body: '{"severity":"info"}',
  });
});

Deno.test("a query rides out a lost connection, an action does not", async () => {
  const query = exchangeAfter("CONNECTION_LOST", "STORE_FAILED");
  await caller(query.exchange, {}, noPause)("health.get");
  assert.equal(query.asked.length, 3);
  const action = exchangeAfter("CONNECTION_LOST");
  await assert.rejects(caller(action.exchange, {}, noPause)("alerts.clear"), { code: "CONNECTION_LOST" });
  assert.equal(action.asked.length, 1);
});

Deno.test("an action rides out a busy daemon", async () => {
  const { asked, exchange } = exchangeAfter("BUSY");
  await caller(exchange, {}, noPause)("alerts.clear");
  assert.equal(asked.length, 2);
});

Deno.test("retry can be turned off, for the client and for a call", async () => {
  const once = exchangeAfter("BUSY");
  await assert.rejects(caller(once.exchange, { retry: false }, noPause)("health.get"), { code: "BUSY" });
  const call = exchangeAfter("BUSY");
  await assert.rejects(caller(call.exchange, {}, noPause)("health.get", {}, { retry: false }), {
    code: "BUSY",
  });
  assert.deepEqual([once.asked.length, call.asked.length], [1, 1]);
});

Deno.test("a client's own policy counts", async () => {
  const { asked, exchange } = exchangeAfter("BUSY", "BUSY", "BUSY");
  await assert.rejects(caller(exchange, { retry: { attempts: 2 } }, noPause)("health.get"), { code: "BUSY" });
  assert.equal(asked.length, 2);
});

Deno.test("time and id of a call go along", async () => {
  const { asked, exchange } = exchangeAfter();
  await caller(exchange, { timeout_ms: 70 }, noPause)("health.get", {}, { request_id: "r-5" });
  assert.deepEqual([asked[0]?.options.timeout_ms, asked[0]?.options.request_id], [70, "r-5"]);
});

Deno.test("an unknown operation is told without asking anybody", async () => {
  const { asked, exchange } = exchangeAfter();
  for (const name of ["alerts.lst", "constructor", ""]) {
    await assert.rejects(caller(exchange, {}, noPause)(name), { code: "UNKNOWN_OPERATION" });
  }
  assert.equal(asked.length, 0);
});

Deno.test("an abort of the call or of the client is CANCELLED, before a try and during a pause", async () => {
  const { asked, exchange } = exchangeAfter("BUSY", "BUSY");
  const client = new AbortController();
  const pausing: Timing = {
    ...noPause,
    sleep: (_, signal) => {
      client.abort();
      return Promise.reject(signal.reason);
    },
  };
  const call = caller(exchange, { signal: client.signal }, pausing);
  await assert.rejects(call("health.get"), { code: "CANCELLED" });
  assert.equal(asked.length, 1);
  await assert.rejects(call("health.get"), { code: "CANCELLED" });
  const aborted = caller(exchange, {}, noPause)("health.get", {}, { signal: AbortSignal.abort() });
  await assert.rejects(aborted, { code: "CANCELLED" });
  assert.equal(asked.length, 1);
});
