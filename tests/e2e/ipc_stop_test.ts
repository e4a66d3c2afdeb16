import assert from "node:assert/strict";
import type { OutputOf } from "../../src/contract/mod.ts";
import { HEALTH } from "../unit/operations/sample_health.ts";
import { exchange, httpClient, openSockets } from "./_ipc.ts";

Deno.test("a stop lets what runs end, on both sockets", async () => {
  const answer = Promise.withResolvers<OutputOf<"health.get">>();
  await using sockets = await openSockets({ parts: { health: { get: () => answer.promise } } });
  using client = httpClient(sockets.http);
  const replies = Promise.all([
    fetch("http://192.0.2.1/v1/health", { client }).then((response) => response.text()),
    exchange(sockets.raw, `{"method":"health"}`),
  ]);
  while (sockets.dispatcher.stats().running < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  const stopped = sockets.stop();
  answer.resolve(HEALTH);
  const [http, raw] = await replies;
  assert.match(http, /"hostname":"anvil"/);
  assert.match(raw, /"success":true/);
  await stopped;
});

Deno.test("a stop does not wait for clients that only hold a connection", async () => {
  await using sockets = await openSockets();
  const connect = (path: string) => Deno.connect({ transport: "unix", path });
  const idle = [await connect(sockets.http), await connect(sockets.raw), await connect(sockets.raw)];
  await idle[2]?.write(new TextEncoder().encode(`{"jsonrpc":"2.0","method":"daemon.ping","id":1}\n`));
  const half = await connect(sockets.http);
  await half.write(new TextEncoder().encode("GET /v1/ping HTTP/1.1\r\nHost: x\r\n"));
  const before = performance.now();
  await sockets.stop();
  assert(performance.now() - before < 2000, "a stop takes less than 2 s");
  for (const conn of [...idle, half]) conn.close();
});

Deno.test("an operation that does not end is cancelled when its time is over", async () => {
  let cancelled = false;
  const get = ({ signal }: { signal: AbortSignal }) =>
    new Promise<OutputOf<"health.get">>((_, reject) =>
      signal.addEventListener("abort", () => {
        cancelled = true;
        reject(signal.reason);
      })
    );
  await using sockets = await openSockets({
    parts: { health: { get } },
    options: { shutdown_timeout_ms: () => 50 },
  });
  const reply = exchange(sockets.raw, `{"jsonrpc":"2.0","method":"health.get","id":1}\n`);
  while (sockets.dispatcher.stats().running < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  await sockets.stop();
  assert(cancelled);
  assert.equal(JSON.parse(await reply).error.data.code, "SHUTTING_DOWN");
});

Deno.test("a client of HTTP that leaves cancels its operation", async () => {
  const cancelled = Promise.withResolvers<void>();
  const get = ({ signal }: { signal: AbortSignal }) =>
    new Promise<OutputOf<"health.get">>((_, reject) =>
      signal.addEventListener("abort", () => {
        cancelled.resolve();
        reject(signal.reason);
      })
    );
  await using sockets = await openSockets({ parts: { health: { get } } });
  const conn = await Deno.connect({ transport: "unix", path: sockets.http });
  await conn.write(new TextEncoder().encode("GET /v1/health HTTP/1.1\r\nHost: cortex\r\n\r\n"));
  while (sockets.dispatcher.stats().running < 1) await new Promise((resolve) => setTimeout(resolve, 5));
  conn.close();
  await cancelled.promise;
  while (sockets.dispatcher.stats().running > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(sockets.dispatcher.stats().failed, 1);
});
