import assert from "node:assert/strict";
import { daemonDir, recordedHost, startDaemon, waitFor } from "./_daemon.ts";

/** Puts a pipe that nobody writes to in the place of a file: whoever opens it to read waits for ever. */
function block(file: string): void {
  const script = 'mv "$0" "$0.kept" && mkfifo "$0"';
  assert(new Deno.Command("/bin/sh", { args: ["-c", script, file] }).outputSync().success);
}

Deno.test("a worker that hangs ends the daemon, which says why, and the next one tells it", async () => {
  const dir = daemonDir();
  const file = `${recordedHost(dir)}/proc/loadavg`;
  const options = {
    dir,
    args: ["--host-root", `${dir}/host`],
    env: { CORTEX__MONITOR__INTERVAL_SECONDS: "1" },
  };
  await using daemon = await startDaemon(options);
  await waitFor(
    "a sample",
    async () => (await daemon.get("daemon.status", "/v1/status")).last_sample_at ?? undefined,
  );
  block(file);
  const hung = await waitFor("the end", async () => {
    // What needs no host is answered for as long as the daemon lives.
    const alive = await daemon.get("daemon.ping", "/v1/ping").catch(() => null);
    return alive === null ? true : undefined;
  }, { seconds: 60 });
  assert.equal(hung, true);
  assert.equal(await daemon.stop(), 1, "whoever started it is to start it again");
  assert.match(
    daemon.output(),
    /^cortexd: Cannot use the worker "monitor": 3 heartbeats without an answer$/m,
  );
  const dump = JSON.parse(Deno.readTextFileSync(`${dir}/state/dump.json`));
  assert.equal(dump.status.pid, daemon.pid);

  Deno.renameSync(`${file}.kept`, file);
  await using next = await startDaemon(options);
  const { previous_stop } = await next.get("daemon.status", "/v1/status");
  assert.equal(previous_stop?.kind, "hang");
  assert.match(previous_stop?.reason ?? "", /"monitor"/);
  const { items } = await next.get("events.list", "/v1/events/list?types=daemon.started,daemon.stopping");
  assert.deepEqual(items.slice(-2).map(({ type, severity }) => [type, severity]), [
    ["daemon.stopping", "error"],
    ["daemon.started", "warning"],
  ]);
  assert.equal(await next.stop(), 0);
  Deno.removeSync(dir, { recursive: true });
});
