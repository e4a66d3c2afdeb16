/**
 * A main thread that answers pings, until it is killed, while a worker of it dies, is started again as often as any is
 * and given up: `dying.ts SOCKET [WAY]`. Without a way there is no worker; with `bare` one of Deno alone, with nothing
 * of ours in it, is started and ended as often.
 * @module
 */
import { createErrands } from "../src/core/errands.ts";
import { spawnWorker } from "../src/core/spawn_worker.ts";

const [path = "", way] = Deno.args;

Deno.serve({ path, onListen: () => console.log("ready") }, () => new Response('{"pong":true}'));

/** Pauses before restarts, milliseconds: about those of {@link createErrands}. */
const PAUSES_MS = [0, 375, 750, 1500];

async function startBare(): Promise<void> {
  for (const pause_ms of PAUSES_MS) {
    await new Promise((resolve) => setTimeout(resolve, pause_ms));
    const worker = new Worker("data:text/javascript,postMessage(null)", { type: "module" });
    await new Promise((resolve) => worker.onmessage = resolve);
    worker.terminate();
  }
}

if (way === "bare") await startBare();
else if (way !== undefined) {
  const module = new URL("../tests/e2e/_dying_worker.ts", import.meta.url);
  module.search = `?way=${way}`;
  const errands = createErrands({
    name: way,
    spawn: () => spawnWorker(module, way, {}),
    heartbeat_ms: 100,
  });
  await errands.ask("die", null, { timeout_ms: 3_600_000 }).catch(() => {});
}
