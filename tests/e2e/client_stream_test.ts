import assert from "node:assert/strict";
import { connect, type CortexError, type Event } from "../../mod.ts";
import { type Daemon, daemonDir, startDaemon, waitFor } from "./_daemon.ts";

const ROUNDS = 10;

async function reload(daemon: Daemon): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) await daemon.post("daemon.reload", "/v1/daemon/reload");
}

const isReload = ({ type }: Event) => type === "config.reloaded";

Deno.test("the client's stream goes on by itself after kill -9 and a restart, without gap or double", async () => {
  const dir = daemonDir();
  await using first = await startDaemon({ dir });
  await using client = await connect({ socket: first.http_socket });
  const lost: CortexError[] = [];
  const got: Event[] = [];
  const reloads: Event[] = [];
  const leave = new AbortController();
  const options = { signal: leave.signal, onLost: (fault: CortexError) => void lost.push(fault) };
  const following = [
    (async () => {
      for await (const event of client.subscribe("events.stream", { after: 0 }, options)) got.push(event);
    })(),
    // Without a number to begin at: from the moment on in which it was opened.
    (async () => {
      for await (const event of client.events.stream({ types: ["config.reloaded"] }, options)) {
        reloads.push(event);
      }
    })(),
  ];
  await waitFor("both streams", async () => {
    await reload(first);
    return got.length > 0 && reloads.length > 0 ? true : undefined;
  });
  await first.stop("SIGKILL");
  await waitFor("both to notice", () => Promise.resolve(lost.length >= 2 ? true : undefined));
  await using second = await startDaemon({ dir });
  await reload(second);
  const { items } = await client.events.list({ types: ["config.reloaded"], order: "newest", limit: 1 });
  const all = (events: readonly Event[]) => events.some(({ seq }) => seq === items[0]?.seq);
  await waitFor("all events", () => Promise.resolve(all(got) && all(reloads) ? true : undefined));
  leave.abort();
  await Promise.all(following);
  assert.deepEqual(got.map(({ seq }) => seq), got.map((_, index) => index + 1));
  assert(reloads.length > ROUNDS);
  assert.deepEqual(reloads, got.filter(isReload).slice(-reloads.length));
  assert.equal(got.filter(({ type }) => type === "daemon.started").length, 2);
});
