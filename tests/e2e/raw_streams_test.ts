import assert from "node:assert/strict";
import { createEventLog } from "../../src/events/mod.ts";
import { eventOf, memoryEvents } from "../unit/events/memory_events.ts";
import { waitFor } from "./_daemon.ts";
import { openSockets } from "./_ipc.ts";

const FOLLOWERS = 50;
const ask = (id: number, method: string) =>
  new TextEncoder().encode(`${JSON.stringify({ jsonrpc: "2.0", id, method })}\n`);

/** A client of the raw socket that subscribes, and what it has got, line by line. */
async function follow(path: string) {
  const conn = await Deno.connect({ transport: "unix", path });
  await conn.write(ask(1, "events.stream"));
  const lines: { readonly id?: number; readonly params?: { readonly event: { readonly seq: number } } }[] =
    [];
  const reading = (async () => {
    let rest = "";
    for await (const text of conn.readable.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + text).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts.map((part) => JSON.parse(part)));
    }
  })().catch((error) => {
    if (error instanceof SyntaxError) throw error;
  });
  return { conn, lines, reading, seqs: () => lines.flatMap(({ params }) => params?.event.seq ?? []) };
}

Deno.test("subscribers of the raw socket get every event, and answers whole in between; a stuck one is cut", async () => {
  using log = createEventLog({ events: memoryEvents() });
  await using sockets = await openSockets({ options: { events: log }, ipc: { raw_request_timeout_ms: 300 } });
  const stuck = await Deno.connect({ transport: "unix", path: sockets.raw });
  await stuck.write(ask(1, "events.stream"));
  const followers = await Promise.all(Array.from({ length: FOLLOWERS }, () => follow(sockets.raw)));
  await waitFor("all", () => Promise.resolve(log.subscribers === FOLLOWERS + 1 ? true : undefined));
  let sent = 0;
  while (log.subscribers > FOLLOWERS || sent < 20) {
    assert(sent < 60, "the stuck one was not cut");
    log.append(eventOf("a.b", { data: { text: "x".repeat(20_000) } }));
    sent++;
    for (const { conn } of followers) await conn.write(ask(sent + 1, "daemon.ping"));
    await waitFor("everybody", () => {
      const all = followers.every(({ lines }) => lines.length === 1 + 2 * sent);
      return Promise.resolve(all ? true : undefined);
    });
  }
  const wanted = Array.from({ length: sent }, (_, index) => index + 1);
  for (const { lines, seqs } of followers) {
    assert.deepEqual(seqs(), wanted);
    assert.deepEqual(lines.flatMap(({ id }) => id ?? []), [...wanted, sent + 1]);
  }
  const raw = () => sockets.ipc.sockets().at(-1)?.connections;
  await waitFor("the stuck one to go", () => Promise.resolve(raw() === FOLLOWERS ? true : undefined));
  stuck.close();
  for (const { conn } of followers) conn.close();
  await Promise.all(followers.map(({ reading }) => reading));
  await waitFor("all to be forgotten", () => Promise.resolve(log.subscribers === 0 ? true : undefined));
});
