import assert from "node:assert/strict";
import type { Alert } from "../../src/contract/mod.ts";
import { daemonDir, startDaemon, waitFor } from "../e2e/_daemon.ts";
import { surviveRefusal, surviveRefusedStart } from "../e2e/_unwritable_state.ts";
import { run } from "./_run.ts";

/** A folder for a daemon whose state lies on a small file system of its own; both are gone with the block. */
function mounted() {
  const dir = daemonDir();
  const state = `${dir}/state`;
  Deno.mkdirSync(state);
  const { code, stderr } = run("mount", [
    "-t",
    "tmpfs",
    "-o",
    "size=4m,mode=0700",
    "cortex-test",
    state,
  ]);
  if (code !== 0) throw new Error(`Cannot mount "${state}": ${stderr}`);
  return {
    dir,
    state,
    remount: (mode: "ro" | "rw") => {
      const { code, stderr } = run("mount", ["-o", `remount,${mode}`, state]);
      if (code !== 0) throw new Error(`Cannot remount "${state}": ${stderr}`);
    },
    [Symbol.dispose]: () => {
      run("umount", ["-l", state]);
      Deno.removeSync(dir, { recursive: true });
    },
  };
}

/** Takes all space that is left. */
function fill(path: string): void {
  using file = Deno.openSync(path, { write: true, create: true });
  try {
    for (;;) file.writeSync(new Uint8Array(4096));
  } catch {
    // Full.
  }
}

Deno.test("a full disk under the state, then room again: told once, refused with a reason, kept afterwards", async () => {
  using place = mounted();
  await surviveRefusal({ dir: place.dir }, {
    begin: () => fill(`${place.state}/filler`),
    end: () => Deno.removeSync(`${place.state}/filler`),
  });
});

for (const stop of ["SIGTERM", "SIGKILL"] as const) {
  Deno.test(`a read-only state folder, after a ${stop}: shown meanwhile, and written again without a restart`, async () => {
    using place = mounted();
    await surviveRefusedStart({ dir: place.dir }, {
      begin: () => place.remount("ro"),
      end: () => place.remount("rw"),
    }, stop);
  });
}

Deno.test("a read-only state folder with nothing in it: kept in memory, then in a file without a restart", async () => {
  using place = mounted();
  const env = { CORTEX__MONITOR__INTERVAL_SECONDS: "1", CORTEX__ALERTS__RECOVER_SECONDS: "1" };
  place.remount("ro");
  let alert: Alert;
  let rows: number;
  {
    await using daemon = await startDaemon({ dir: place.dir, env });
    alert = await waitFor("the alert about the state", async () => {
      const { items } = await daemon.get("alerts.list", "/v1/alerts");
      return items.find((one) => one.rule === "store");
    });
    assert.match(alert.message, /in memory only/);
    await daemon.post("alerts.acknowledge", `/v1/alerts/${alert.id}/acknowledge`);
    assert.equal((await daemon.get("health.get", "/v1/health")).store.state, "memory");
    await new Promise((resolve) => setTimeout(resolve, 6000));
    const said = daemon.output().split("\n").filter((line) => /cannot/i.test(line));
    assert.equal(said.length, 1, said.join("\n"));

    place.remount("rw");
    await waitFor("the state to be written", async () => {
      const { store } = await daemon.get("health.get", "/v1/health");
      return store.state === "ok" ? true : undefined;
    }, { seconds: 10 });
    rows = (await daemon.get("daemon.status", "/v1/status")).store.rows;
    await daemon.stop("SIGKILL");
  }
  await using again = await startDaemon({ dir: place.dir, env });
  assert.equal((await again.get("health.get", "/v1/health")).store.state, "ok");
  assert(rows > 0);
  assert.notEqual((await again.get("alerts.get", `/v1/alerts/${alert.id}`)).acknowledged_at, null);
  const { items } = await again.get("events.list", "/v1/events/list?limit=500&order=oldest");
  assert.deepEqual(
    items.filter(({ type }) => type === "daemon.started").map(({ seq }) => seq)[0],
    items[0]?.seq,
  );
  assert.equal(await again.stop(), 0);
});
