import { LogRing } from "../../../src/log/mod.ts";
import assert from "node:assert/strict";
import { createEventLog, type EventLog } from "../../../src/events/mod.ts";
import { type HttpStreamFormat, NDJSON, SSE } from "../../../src/ipc/streams/format.ts";
import { openStream } from "../../../src/ipc/streams/open.ts";
import { eventOf, memoryEvents } from "../events/memory_events.ts";
import { errorOf, NO_JOBS, TestApp } from "./_app.ts";

function openEventStream(events: EventLog, after: number | undefined, format: HttpStreamFormat) {
  return openStream({ events, logs: new LogRing(0), jobs: NO_JOBS }, "events.stream", { after }, format);
}

async function readAll(body: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  for await (const part of body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)) {
    text += part;
  }
  return text;
}

function appWithEvents(count: number) {
  const events = createEventLog({ events: memoryEvents() });
  for (let number = 1; number <= count; number++) {
    events.append(eventOf("job.b", { subject: String(number) }));
  }
  return { events, app: new TestApp({}, { events }) };
}

Deno.test("server-sent events resume after Last-Event-ID, go on live and say why they end", async () => {
  const { events, app } = appWithEvents(2);
  const response = await app.fetch("GET /v1/events", { headers: { "last-event-id": "1" } });
  assert.equal(response.headers.get("content-type"), "text/event-stream");
  assert.equal(response.headers.get("x-last-event-id"), "1");
  assert(response.body);
  const reader = response.body.getReader();
  const first = new TextDecoder().decode((await reader.read()).value);
  assert.match(first, /^id: 2\nevent: job\.b\ndata: \{"seq":2,.*\}\n\n$/);
  events.append(eventOf("a.c"));
  events[Symbol.dispose]();
  reader.releaseLock();
  const rest = await readAll(response.body);
  assert.match(
    rest,
    /^id: 3\nevent: a\.c\ndata: .*\n\nevent: end\ndata: \{"error":\{"code":"SHUTTING_DOWN".*\n\n$/,
  );
});

Deno.test("lines of JSON with filters of the query string", async () => {
  const { events, app } = appWithEvents(3);
  const response = await app.fetch("GET /v1/events?after=0&subject=2&types=job,part", {
    headers: { accept: "application/x-ndjson" },
  });
  assert(response.body);
  const reader = response.body.getReader();
  const line = new TextDecoder().decode((await reader.read()).value);
  assert.equal(JSON.parse(line).seq, 2);
  await reader.cancel();
  assert.equal(events.subscribers, 0, "who leaves is forgotten");
  events[Symbol.dispose]();
});

Deno.test("a cursor that is none is refused; HEAD opens nothing", async () => {
  const { events, app } = appWithEvents(0);
  await errorOf(await app.fetch("GET /v1/events", { headers: { "last-event-id": "x" } }), 400);
  await errorOf(await app.fetch("GET /v1/events?severity=bad"), 400);
  await app.fetch("HEAD /v1/events");
  assert.equal(events.subscribers, 0);
});

Deno.test("who does not read is cut and told why; others get everything", async () => {
  using log = createEventLog({ events: memoryEvents() });
  const stuck = openEventStream(log, undefined, SSE);
  const other = openEventStream(log, undefined, NDJSON);
  const reader = other.body.getReader();
  const event = eventOf("a.b", { data: { text: "x".repeat(1000) } });
  for (let seq = 1; seq <= 200; seq++) {
    log.append(event);
    const { value } = await reader.read();
    assert.equal(JSON.parse(new TextDecoder().decode(value)).seq, seq);
  }
  assert.equal(log.subscribers, 1);
  const text = await readAll(stuck.body);
  assert(text.length < 100_000, `${text.length}`);
  assert.match(text, /event: end\ndata: \{"error":\{"code":"BUSY".*65536 bytes unread/);
  await reader.cancel();
});

Deno.test("a stream that catches up is never cut, and joins without gap", async () => {
  using log = createEventLog({ events: memoryEvents() });
  const event = eventOf("a.b", { data: { text: "x".repeat(1000) } });
  for (let seq = 1; seq <= 300; seq++) log.append(event);
  const { body } = openEventStream(log, 0, NDJSON);
  const reader = body.getReader();
  for (let seq = 1; seq <= 400; seq++) {
    const { value } = await reader.read();
    assert.equal(JSON.parse(new TextDecoder().decode(value)).seq, seq);
    if (seq <= 100) log.append(event);
  }
  await reader.cancel();
});

Deno.test("signs of life come while nothing happens", async () => {
  using log = createEventLog({ events: memoryEvents(), heartbeat_ms: 1 });
  const { body } = openEventStream(log, undefined, SSE);
  const reader = body.getReader();
  assert.equal(new TextDecoder().decode((await reader.read()).value), ": \n\n");
  await reader.cancel();
});
