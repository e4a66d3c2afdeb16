import assert from "node:assert/strict";
import { keepAlerts, keptAlert } from "../e2e/_alerts.ts";
import { daemonDir, startDaemon, waitFor } from "../e2e/_daemon.ts";
import { surviveRefusal } from "../e2e/_unwritable_state.ts";
import { run } from "./_run.ts";

/** A folder for a daemon whose state lies on a small file system of its own; both are gone with the block. */
function mounted(): Disposable & { readonly dir: string; readonly state: string } {
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

Deno.test("a read-only state folder: the daemon runs, says so once, and damages nothing of what is there", async () => {
  using place = mounted();
  const kept = keptAlert(1, "active");
  keepAlerts(place.dir, [kept]);
  assert.equal(run("mount", ["-o", "remount,ro", place.state]).code, 0);
  {
    await using daemon = await startDaemon({
      dir: place.dir,
      env: { CORTEX__MONITOR__INTERVAL_SECONDS: "1" },
    });
    const alert = await waitFor("the alert about the state", async () => {
      const { items } = await daemon.get("alerts.list", "/v1/alerts");
      return items.find((one) => one.rule === "store");
    });
    assert.match(alert.message, /in memory only/);
    assert.equal((await daemon.get("health.get", "/v1/health")).store.state, "memory");
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const said = daemon.output().split("\n").filter((line) =>
      line.includes(place.state) && /cannot/i.test(line)
    );
    assert.equal(said.length, 2, `one for the lock, one for the database: ${said.join("\n")}`);
    assert.equal(await daemon.stop(), 0);
  }
  assert.equal(run("mount", ["-o", "remount,rw", place.state]).code, 0);
  await using again = await startDaemon({ dir: place.dir });
  assert.equal((await again.get("health.get", "/v1/health")).store.state, "ok");
  assert.equal((await again.get("alerts.get", `/v1/alerts/${kept.id}`)).status, "active");
  assert.equal(await again.stop(), 0);
});
