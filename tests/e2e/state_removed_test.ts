import assert from "node:assert/strict";
import { readHolder } from "../../src/core/lock.ts";
import { daemonDir, startDaemon, waitFor } from "./_daemon.ts";

Deno.test("a state folder that is removed under a daemon is made again, locked, with all that was in it", async () => {
  const dir = daemonDir();
  const started = (pid: number) => ({ type: "daemon.started", pid });
  let first: number;
  {
    await using daemon = await startDaemon({ dir });
    first = daemon.pid;
    Deno.removeSync(`${dir}/state`, { recursive: true });
    await waitFor("the new folder", () => {
      const pid = readHolder(`${dir}/state/cortexd.lock`)?.pid;
      return Promise.resolve(pid === first || undefined);
    });
    assert.equal((await daemon.get("health.get", "/v1/health")).store.state, "ok");
    assert.match(daemon.output(), /it was removed while it was in use/);
    await daemon.stop("SIGKILL");
  }
  await using next = await startDaemon({ dir });
  const { items } = await next.get("events.list", "/v1/events/list?types=daemon.started");
  assert.deepEqual(
    items.map(({ type, data }) => ({ type, pid: data["pid"] })),
    [started(first), started(next.pid)],
  );
  await next.stop("SIGKILL");
  Deno.removeSync(dir, { recursive: true });
});
