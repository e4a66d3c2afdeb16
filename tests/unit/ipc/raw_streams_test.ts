import assert from "node:assert/strict";
import { createEventLog, type EventLog } from "../../../src/events/mod.ts";
import { eventOf, memoryEvents } from "../events/memory_events.ts";
import { connect } from "./_raw.ts";

/** A connection beside a log of events, with the lines that the client has got. */
function subscriber(events: EventLog = createEventLog({ events: memoryEvents() })) {
  const { client, done, settle, setClock } = connect({}, undefined, events);
  const lines = () => client.got.split("\n").slice(0, -1).map((line) => JSON.parse(line));
  const send = async (request: object) => {
    client.send(`${JSON.stringify(request)}\n`);
    await settle();
  };
  const call = (id: number, method: string, params: object = {}) =>
    send({ jsonrpc: "2.0", id, method, params });
  const append = async (type: string, changes: Parameters<typeof eventOf>[1] = {}) => {
    events.append(eventOf(type, changes));
    await settle();
  };
  return { client, done, settle, setClock, events, lines, send, call, append };
}

Deno.test("JSON-RPC: a subscription is acknowledged, then notified, while other requests are answered", async () => {
  const { client, done, events, lines, call, append } = subscriber();
  await append("job.started");
  await call(1, "events.stream", { types: ["job"] });
  await append("job.finished");
  await append("other.c");
  await call(2, "daemon.ping");
  await append("job.failed");
  const [acknowledged, first, pong, second] = lines();
  assert.deepEqual(acknowledged, { jsonrpc: "2.0", result: { subscription: 1, cursor: 1 }, id: 1 });
  assert.deepEqual([first.jsonrpc, first.method, first.id], ["2.0", "events.stream", undefined]);
  assert.deepEqual([first.params.subscription, first.params.event.seq, first.params.event.type], [
    1,
    2,
    "job.finished",
  ]);
  assert.deepEqual(pong.result, { pong: true });
  assert.equal(second.params.event.type, "job.failed");
  assert.equal(lines().length, 4);
  client.end();
  await done;
  assert.equal(events.subscribers, 0);
});

Deno.test("a subscription resumes after a number without gap or double", async () => {
  const { client, settle, events, lines, call } = subscriber();
  for (let seq = 1; seq <= 200; seq++) events.append(eventOf("a.b"));
  await call(1, "events.stream", { after: 20 });
  events.append(eventOf("a.b"));
  while (lines().length < 182) await settle();
  const seqs = lines().slice(1).map(({ params }) => params.event.seq);
  assert.deepEqual(seqs, Array.from({ length: 181 }, (_, index) => index + 21));
  client.end();
});

Deno.test("one of several subscriptions is cancelled, the others go on", async () => {
  const { client, lines, call, append, events } = subscriber();
  await call(1, "events.stream", { types: ["job"] });
  await call(2, "events.stream", { types: ["part"] });
  await call(3, "subscriptions.cancel", { subscription: 1 });
  await append("job.x");
  await append("part.x");
  assert.deepEqual(lines().slice(2).map(({ result, params }) => result ?? params.event.type), [
    { cancelled: true },
    "part.x",
  ]);
  assert.equal(events.subscribers, 1);
  await call(4, "subscriptions.cancel", { subscription: 1 });
  await call(5, "subscriptions.cancel");
  assert.deepEqual(lines().slice(4).map(({ error }) => error.data.code), ["NOT_FOUND", "INVALID_PARAMS"]);
  client.end();
});

Deno.test("a connection has so many streams, one that is refused opens none", async () => {
  const { client, lines, call, events } = subscriber();
  await call(0, "events.stream", { severity: "bad" });
  for (let id = 1; id <= 33; id++) await call(id, "events.stream");
  assert.equal(lines()[0].error.code, -32602);
  assert.equal(lines().at(-1).error.data.code, "BUSY");
  assert.equal(events.subscribers, 32);
  client.end();
});

Deno.test("Spacedrive: events by their types and a filter, and the end of it", async () => {
  const { client, lines, send, append } = subscriber();
  await send({ Subscribe: { event_types: ["alert"], filter: { severity: "error" } } });
  await append("alert.raised", { severity: "warning" });
  await append("alert.raised", { severity: "critical" });
  await append("daemon.started", { severity: "critical" });
  await send({ Query: { method: "query:daemon.ping.v1", payload: {} } });
  await send({ Unsubscribe: { subscription: 1 } });
  await append("alert.raised", { severity: "critical" });
  await send({ Subscribe: { event_types: [], filter: {} } });
  await append("daemon.stopping");
  const told = lines();
  assert.deepEqual(told[0], { Ok: { subscription: 1, cursor: 0 } });
  assert.equal(told[1].Event.seq, 2);
  assert.deepEqual(told.slice(2, 5), [
    { Ok: { pong: true } },
    { Ok: { cancelled: true } },
    { Ok: { subscription: 2, cursor: 4 } },
  ]);
  assert.equal(told[5].Event.type, "daemon.stopping");
  client.end();
});

Deno.test("signs of life come while nothing happens, and the reason when the daemon ends", async () => {
  const { client, settle, events, lines, call } = subscriber(
    createEventLog({ events: memoryEvents(), heartbeat_ms: 1 }),
  );
  await call(1, "events.stream");
  while (lines().length < 2) await settle();
  assert.deepEqual(lines()[1].params, { subscription: 1, event: null });
  events[Symbol.dispose]();
  while (lines().at(-1).params.error === undefined) await settle();
  assert.equal(lines().at(-1).params.error.code, "SHUTTING_DOWN");
  client.end();
});

Deno.test("who does not read is cut at the bound and told why, and then has the time of a reply to take it", async () => {
  for (const reads of [true, false]) {
    const { client, done, settle, setClock, lines, call, events } = subscriber();
    await call(1, "events.stream");
    client.write_size = 0;
    const data = { text: "x".repeat(1000) };
    for (let seq = 1; seq <= 200; seq++) events.append(eventOf("a.b", { data }));
    await settle();
    assert.equal(events.subscribers, 0);
    if (reads) {
      client.write_size = Infinity;
      client.wake();
      await settle();
      assert(lines().length < 100);
      assert.match(lines().at(-1).params.error.message, /65536 bytes unread/);
    }
    setClock(6000);
    await settle();
    assert.equal(client.closed, !reads);
    client.end();
    await done;
  }
});
