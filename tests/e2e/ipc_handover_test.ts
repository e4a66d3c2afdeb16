import assert from "node:assert/strict";
import { exchange, httpClient, openSockets } from "./_ipc.ts";

Deno.test("sockets are taken over while clients go on, and no request is lost", async () => {
  const first = await openSockets();
  using client = httpClient(first.http);
  let going = true;
  const counts = { http: 0, raw: 0 };
  const failures: unknown[] = [];
  const loop = async (name: "http" | "raw", once: () => Promise<void>) => {
    while (going) {
      // Clients and servers share this process: without a pause those that never wait starve the others.
      await new Promise((resolve) => setTimeout(resolve, 1));
      try {
        await once();
        counts[name]++;
      } catch (error) {
        failures.push(error);
      }
    }
  };
  const http = async () =>
    assert.deepEqual(await (await fetch("http://192.0.2.1/v1/ping", { client })).json(), { pong: true });
  const raw = async () => assert.match(await exchange(first.raw, `{"method":"ping"}`), /"success":true/);
  const loops = [...Array.from({ length: 4 }, () => loop("http", http)), loop("raw", raw)];
  const reached = async (http: number, raw: number) => {
    while (counts.http < http || counts.raw < raw) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await reached(200, 50);
  const second = await openSockets({ dir: first.dir, take_over: true });
  await first.stop();
  await reached(counts.http + 200, counts.raw + 50);
  going = false;
  await Promise.all(loops);
  assert.deepEqual(failures, []);
  assert(second.dispatcher.stats().total >= 200, "the second one answers");
  await second.stop();
  await Deno.remove(first.dir, { recursive: true });
});
