import assert from "node:assert/strict";
import { memoryAlerts, sampleAlert } from "../unit/operations/memory_alerts.ts";
import { BAD_CLIENTS } from "./_bad_clients.ts";
import { exchange, httpClient, openSockets } from "./_ipc.ts";

/** Clients of each kind at once. */
const EACH = 64;

/** Open descriptors of this process; the first look opens some for good. */
async function descriptors(): Promise<number> {
  const { stdout } = await new Deno.Command("ls", { args: [`/proc/${Deno.pid}/fd`] }).output();
  return new TextDecoder().decode(stdout).trim().split("\n").length;
}

await descriptors();

/** Asserts that no more descriptors are open than before, 5 s later at the latest. */
async function assertGivenBack(before: number): Promise<void> {
  for (let looks = 0; await descriptors() > before; looks++) {
    assert(looks < 250, `more than the ${before} descriptors from before are still open`);
    await pause(20);
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks for a ping until told to end; how often it was answered. */
function goodClient(path: string): { end(): Promise<number> } {
  let going = true;
  const answers = (async () => {
    let count = 0;
    for (; going; count++) {
      assert.match(await exchange(path, `{"method":"ping"}`), /^\{"result":\{"pong":true\}/);
      await pause(1);
    }
    return count;
  })();
  return { end: () => (going = false, answers) };
}

const alerts = () => memoryAlerts(Array.from({ length: 300 }, (_, index) => sampleAlert(index)));

for (const [kind, client] of Object.entries(BAD_CLIENTS)) {
  Deno.test(`${EACH} ${kind} clients are cut off, and a good one is answered all the time`, async () => {
    await using sockets = await openSockets({
      // Clients and sockets share this process: the good one, too, must get its turn in that time.
      ipc: { raw_request_timeout_ms: 1000 },
      parts: { alerts: alerts() },
    });
    const before = await descriptors();
    const good = goodClient(sockets.raw);
    await Promise.all(Array.from({ length: EACH }, () => client(sockets.raw)));
    assert(await good.end() > 0);
    await assertGivenBack(before);
    assert.equal(sockets.ipc.sockets().at(-1)?.connections, 0);
  });
}

Deno.test(`${EACH} clients that leave large replies unread share a bound, and a good one is answered`, async () => {
  await using sockets = await openSockets({
    ipc: { raw_request_timeout_ms: 600_000, raw_unread_bytes: 1_000_000 },
    parts: { alerts: alerts() },
  });
  const good = goodClient(sockets.raw);
  const deaf = Array.from({ length: EACH }, () => BAD_CLIENTS.deaf?.(sockets.raw));
  let cut = 0;
  for (const client of deaf) void client?.then(() => cut++);
  const reply = (await exchange(sockets.raw, `{"method":"alerts.list","params":{"limit":500}}`)).length;
  const within_bound = Math.ceil(1_000_000 / reply);
  while (cut < EACH - within_bound) await pause(5);
  assert.match(await exchange(sockets.raw, `{"method":"alerts.list","params":{"limit":500}}`), /true/);
  assert(await good.end() > 0);
  await sockets.stop();
  await Promise.all(deaf);
});

Deno.test("a silent client has the whole of its time, and is told why it is cut off", async () => {
  await using sockets = await openSockets({ ipc: { raw_request_timeout_ms: 300 } });
  const before = performance.now();
  const text = await exchange(sockets.raw, "");
  assert(performance.now() - before >= 299);
  assert.match(JSON.parse(text).error.message, /not complete after 300 ms/);
});

Deno.test("the connection above the limit is told BUSY, the others go on", async () => {
  await using sockets = await openSockets({ ipc: { raw_max_connections: 3 } });
  const open = await Promise.all(
    Array.from({ length: 3 }, () => Deno.connect({ transport: "unix", path: sockets.raw })),
  );
  while (sockets.ipc.sockets().at(-1)?.connections !== 3) await pause(5);
  const refused = JSON.parse(await exchange(sockets.raw, `{"method":"ping"}`));
  assert.deepEqual([refused.error.code, refused.success], [102, false]);
  open[0]?.close();
  while (sockets.ipc.sockets().at(-1)?.connections !== 2) await pause(5);
  assert.match(await exchange(sockets.raw, `{"method":"ping"}`), /pong/);
  for (const conn of open.slice(1)) conn.close();
});

Deno.test("operations above their limits are told BUSY at once", async () => {
  const never = new Promise<never>(() => {});
  await using sockets = await openSockets({
    ipc: { max_running: 1, max_waiting: 1, operation_timeout_ms: 60_000 },
    parts: { health: { get: () => never } },
    options: { shutdown_timeout_ms: () => 0 },
  });
  using client = httpClient(sockets.http);
  const held = [1, 2].map(() => fetch("http://192.0.2.1/v1/health", { client }));
  while (sockets.dispatcher.stats().waiting < 1) await pause(5);
  const response = await fetch("http://192.0.2.1/v1/health", { client });
  assert.deepEqual([response.status, response.headers.get("retry-after")], [503, "1"]);
  assert.equal((await response.json()).error.code, "BUSY");
  assert.equal((await fetch("http://192.0.2.1/v1/ping", { client }).then((ping) => ping.json())).pong, true);
  await sockets.stop();
  for (const reply of await Promise.all(held)) assert.equal((await reply.json()).error.code, "SHUTTING_DOWN");
});

Deno.test("clients of HTTP that only hold a connection cost the others nothing", async () => {
  await using sockets = await openSockets({ parts: { alerts: alerts() } });
  const ping = async () => {
    using client = httpClient(sockets.http);
    assert.deepEqual(await (await fetch("http://192.0.2.1/v1/ping", { client })).json(), { pong: true });
  };
  // The first one opens what every later one uses.
  await ping();
  const before = await descriptors();
  const begun = [
    "",
    "G",
    "GET /v1/ping HTTP/1.1\r\n",
    "GET /v1/alerts?limit=500 HTTP/1.1\r\nHost: x\r\n\r\n",
  ];
  const held = await Promise.all(
    Array.from({ length: EACH }, async (_, index) => {
      const conn = await Deno.connect({ transport: "unix", path: sockets.http });
      const bytes = new TextEncoder().encode(begun[index % begun.length]);
      if (bytes.length > 0) await conn.write(bytes);
      return conn;
    }),
  );
  for (let count = 0; count < 20; count++) await ping();
  for (const conn of held) conn.close();
  await assertGivenBack(before);
});
