import assert from "node:assert/strict";
import { connect, type LogEntry } from "../../mod.ts";
import { daemonDir, startDaemon, waitFor } from "./_daemon.ts";
import { exchange, httpClient } from "./_ipc.ts";

Deno.test("the daemon's log is listed and followed over a restart, and serving it adds nothing to it", async () => {
  const dir = daemonDir();
  const args = ["--log-level", "debug"];
  const env = { CORTEX__IPC__READ_SOCKET: "true" };
  await using first = await startDaemon({ dir, args, env });
  await using client = await connect({ socket: first.http_socket });
  const leave = new AbortController();
  const got: LogEntry[] = [];
  const following = (async () => {
    const options = { signal: leave.signal };
    for await (const entry of client.logs.stream({ components: ["operations"], after: 0 }, options)) {
      got.push(entry);
    }
  })();
  const reloads = () => got.filter(({ data }) => data.operation === "daemon.reload").length;
  const seen = (count: number) =>
    waitFor("the records", () => Promise.resolve(reloads() === count ? true : undefined));
  await client.daemon.reload();
  await seen(1);
  const { items } = await client.logs.list();
  assert.deepEqual(items.filter(({ component }) => component === "operations"), got);
  const again = await client.logs.list();
  assert.equal(again.items.length, items.length, "listing and following are not logged");

  const raw = JSON.parse(
    await exchange(first.raw_socket, '{"method":"logs.list","params":{"level":"info","limit":1}}'),
  );
  assert.equal(raw.result.items.length, 1);
  using everybody = httpClient(`${dir}/run/read.sock`);
  for (const path of ["/v1/logs", "/v1/logs/list"]) {
    const response = await fetch(`http://192.0.2.1${path}`, { client: everybody });
    assert.equal((await response.json()).error.code, "PERMISSION_DENIED");
  }

  await first.stop("SIGKILL");
  await using _second = await startDaemon({ dir, args, env });
  await client.daemon.reload();
  await seen(2);
  leave.abort();
  await following;
  const seqs = got.map(({ seq }) => seq);
  assert.deepEqual(seqs, [...new Set(seqs)].toSorted((a, b) => a - b));
});
