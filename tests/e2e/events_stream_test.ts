import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import type { Event } from "../../src/contract/mod.ts";
import { sleep } from "../../src/core/sleep.ts";
import { createEventLog } from "../../src/events/mod.ts";
import { eventOf, memoryEvents } from "../unit/events/memory_events.ts";
import { daemonDir, startDaemon, waitFor } from "./_daemon.ts";
import { openSockets } from "./_ipc.ts";

const FOLLOWERS = 200;
/** Rounds in which some followers leave; without them the two would not meet. */
const ROUNDS = 40;
const LEAVING = 10;

/** Follows a stream of JSON lines, writing down what comes, until it breaks or the signal aborts. */
async function followLines(
  socket: string,
  got: Event[],
  options: { readonly after?: number; readonly signal?: AbortSignal; readonly opened?: () => void } = {},
): Promise<void> {
  using client = Deno.createHttpClient({ proxy: { transport: "unix", path: socket } });
  const { after, signal, opened = () => {} } = options;
  const headers = {
    accept: "application/x-ndjson",
    ...(after === undefined ? {} : { "last-event-id": `${after}` }),
  };
  let rest = "";
  try {
    const response = await fetch("http://192.0.2.1/v1/events", {
      client,
      headers,
      ...(signal ? { signal } : {}),
    });
    assert.equal(response.status, 200);
    opened();
    assert(response.body);
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const value = line === "" ? {} : JSON.parse(line);
        if (typeof value.seq === "number") got.push(value);
      }
    }
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    // The daemon was killed, or the test has seen enough.
  }
}

Deno.test("a stream goes on after kill -9 and a restart without gap or double, and tells how that run ended", async () => {
  const dir = daemonDir();
  const got: Event[] = [];
  let sent = 0;
  const reload = async (daemon: Awaited<ReturnType<typeof startDaemon>>) => {
    await daemon.post("daemon.reload", "/v1/daemon/reload");
    sent++;
  };
  {
    await using daemon = await startDaemon({ dir });
    const opened = Promise.withResolvers<void>();
    const following = followLines(daemon.http_socket, got, { after: 0, opened: opened.resolve });
    await opened.promise;
    for (let round = 0; round < 10; round++) await reload(daemon);
    await waitFor("some events", () => Promise.resolve(got.length >= 5 ? true : undefined));
    await daemon.stop("SIGKILL");
    await following;
  }
  {
    await using daemon = await startDaemon({ dir });
    const leave = new AbortController();
    const opened = Promise.withResolvers<void>();
    const following = followLines(daemon.http_socket, got, {
      after: got.at(-1)?.seq ?? 0,
      signal: leave.signal,
      opened: opened.resolve,
    });
    await opened.promise;
    for (let round = 0; round < 10; round++) await reload(daemon);
    await waitFor(
      "all events",
      () =>
        Promise.resolve(
          got.filter(({ type }) => type === "config.reloaded").length === sent ? true : undefined,
        ),
    );
    leave.abort();
    await following;
    const all = await daemon.get("events.list", "/v1/events/list?limit=500");
    assert.deepEqual(got, all.items.slice(0, got.length));
    assert.deepEqual(got.map(({ seq }) => seq), got.map((_, index) => index + 1));
    const starts = got.filter(({ type }) => type === "daemon.started");
    assert.deepEqual(starts.map(({ data }) => data["previous"]), ["none", "unclean"]);
    assert.equal(await daemon.stop(), 0);
  }
  {
    await using daemon = await startDaemon({ dir });
    const { items } = await daemon.get("events.list", "/v1/events/list?types=daemon&order=newest&limit=2");
    assert.deepEqual(items.map(({ type }) => type), ["daemon.started", "daemon.stopping"]);
    assert.equal(items[0]?.data["previous"], "clean");
    assert.equal(items[1]?.data["reason"], "SIGTERM");
  }
  await Deno.remove(dir, { recursive: true });
});

/** A client of server-sent events on a connection of its own. */
async function openFollower(socket: string): Promise<Deno.UnixConn> {
  const conn = await Deno.connect({ transport: "unix", path: socket });
  await conn.write(new TextEncoder().encode("GET /v1/events HTTP/1.1\r\nhost: cortex\r\n\r\n"));
  return conn;
}

Deno.test("200 followers get every event while one that does not read is cut", async () => {
  using log = createEventLog({ events: memoryEvents() });
  await using sockets = await openSockets({ options: { events: log } });
  const stuck = await openFollower(sockets.http);
  const seen: number[] = [];
  const conns: Deno.UnixConn[] = [];
  const following: Promise<void>[] = [];
  for (let index = 0; index < FOLLOWERS; index++) {
    const conn = await openFollower(sockets.http);
    conns.push(conn);
    seen.push(0);
    following.push(
      (async () => {
        for await (const text of conn.readable.pipeThrough(new TextDecoderStream())) {
          const last = [...text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1];
          if (last === undefined) continue;
          // In order and without gap, as each is waited for before the next is sent.
          assert.equal(Number(last), (seen[index] ?? 0) + 1);
          seen[index] = Number(last);
        }
      })().catch((error) => {
        if (error instanceof assert.AssertionError) throw error;
      }),
    );
  }
  await waitFor("all followers", () => Promise.resolve(log.subscribers === FOLLOWERS + 1 ? true : undefined));
  let sent = 0;
  const send = async (characters: number) => {
    log.append(eventOf("a.b", { data: { text: "x".repeat(characters) } }));
    sent++;
    await waitFor("everybody", () => Promise.resolve(seen.every((seq) => seq === sent) ? true : undefined));
  };
  await send(1);
  for (let round = 0; round < 60 && log.subscribers > FOLLOWERS; round++) await send(20_000);
  assert.equal(log.subscribers, FOLLOWERS, "only the stuck one was cut");
  await send(1);
  let text = "";
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(65_536);
  while (!text.includes("event: end")) {
    const count = await stuck.read(buffer);
    assert(count !== null, "it was not told why");
    text = text.slice(-1000) + decoder.decode(buffer.subarray(0, count), { stream: true });
  }
  assert.match(text, /"code":"BUSY"/);
  stuck.close();
  log[Symbol.dispose]();
  for (const conn of conns) await conn.closeWrite().catch(() => {});
  await sockets.stop();
  await Promise.all(following);
});

Deno.test("followers that leave in the moment an event is told cost nobody else one", async () => {
  using log = createEventLog({ events: memoryEvents() });
  await using sockets = await openSockets({ options: { events: log } });
  let [sent, got] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const conns = await Promise.all(Array.from({ length: LEAVING }, () => openFollower(sockets.http)));
    await waitFor("all of them", () => Promise.resolve(log.subscribers === LEAVING ? true : undefined), {
      look_ms: 1,
    });
    // The last in line.
    const following = log.follow({}, undefined, { take: () => got++, beat: () => {}, end: () => {} });
    const closed = conns.map((conn, index) => sleep(index % 3).then(() => conn.close()));
    while (log.subscribers > 1) {
      log.append(eventOf("a.b"));
      sent++;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(closed);
    following.close();
  }
  assert.equal(got, sent);
});
