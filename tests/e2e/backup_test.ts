import assert from "node:assert/strict";
import { checkBackup } from "../../src/store/offline.ts";
import type { Event } from "../../src/contract/mod.ts";
import { keepAlerts, keptAlert } from "./_alerts.ts";
import { cortex, spawnCortex } from "./_cortex.ts";
import { type Daemon, daemonDir, startDaemon, waitFor } from "./_daemon.ts";
import { pythonTest } from "./_python.ts";

function names(dir: string): string[] {
  return [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
}

async function eventsOf(daemon: Daemon, query: string): Promise<Event[]> {
  return (await daemon.get("events.list", `/v1/events/list?${query}`)).items;
}

Deno.test("a backup is one whole file of its owner, and nothing of it stays in the state folder", async () => {
  const dir = daemonDir();
  keepAlerts(dir, Array.from({ length: 500 }, (_, number) => keptAlert(number, "active")));
  const file = `${dir}/my backup.db`;
  {
    await using daemon = await startDaemon({ dir });
    const { exit, out, err } = await cortex(daemon, ["backup", file, "--json"]);
    assert.equal(exit, 0, err);
    const { bytes, job, manifest, schema_version } = JSON.parse(out);
    assert.equal(Deno.statSync(file).size, bytes);
    assert.equal((Deno.statSync(file).mode ?? 0) & 0o777, 0o600);
    assert.deepEqual(checkBackup(file), { schema_version, manifest });
    assert.equal(manifest.host, Deno.hostname());
    const events = await eventsOf(daemon, `job=${job}`);
    assert.deepEqual(events.map(({ type }) => type), ["job.started", "job.finished"]);
    assert(!names(`${dir}/state`).includes("backups"));

    const again = await cortex(daemon, ["backup", file]);
    assert.deepEqual([again.exit, /--force/.test(again.err)], [2, true]);
    assert.equal((await cortex(daemon, ["backup", "--force", file])).exit, 0);
    assert.deepEqual(names(dir).filter((name) => name.startsWith("my")), ["my backup.db"]);
    Deno.symlinkSync(file, `${dir}/link`);
    assert.equal((await cortex(daemon, ["backup", "--force", `${dir}/link`])).exit, 2);
    const nameless = await cortex(daemon, ["backup", ""]);
    assert.deepEqual([nameless.exit, nameless.err.split("\n").length], [2, 2], nameless.err);
    await daemon.stop();
  }
  await Deno.remove(dir, { recursive: true });
});

pythonTest(
  "another program cannot take the log of changes from the daemon, also after a backup",
  async () => {
    const dir = daemonDir();
    {
      await using daemon = await startDaemon({ dir });
      assert.equal((await cortex(daemon, ["backup", `${dir}/backup.db`])).exit, 0);
      const path = `${dir}/state/cortex.db`;
      // Whoever closes a database and believes to be alone with it removes its log, with all that comes later.
      const look = [
        "import sqlite3",
        `db = sqlite3.connect(${JSON.stringify(path)})`,
        'db.execute("select 1 from events")',
        "db.close()",
      ].join("\n");
      assert((await new Deno.Command("python3", { args: ["-c", look] }).output()).success);
      assert(names(`${dir}/state`).includes("cortex.db-wal"));
      await daemon.stop();
    }
    await Deno.remove(dir, { recursive: true });
  },
);

Deno.test("a backup is fetched once, by its job's id, over the control socket only", async () => {
  const dir = daemonDir();
  {
    await using daemon = await startDaemon({ dir });
    const { id } = await daemon.post("store.backup", "/v1/store/backup");
    await waitFor("the copy", async () => {
      const job = await daemon.get("jobs.get", `/v1/jobs/${id}`);
      return job.state === "done" ? job : undefined;
    });
    assert.deepEqual(names(`${dir}/state/backups`), [`${id}.db`]);
    const absent = await daemon.fetch(`/v1/store/backup/${crypto.randomUUID()}`);
    assert.equal(absent.status, 404);
    await absent.body?.cancel();
    const response = await daemon.fetch(`/v1/store/backup/${id}`);
    assert(!names(`${dir}/state`).includes("backups"), "its name is gone with the first byte");
    const bytes = new Uint8Array(await response.arrayBuffer());
    assert.equal(String(bytes.length), response.headers.get("content-length"));
    const second = await daemon.fetch(`/v1/store/backup/${id}`);
    assert.equal(second.status, 404);
    await second.body?.cancel();

    const left = await daemon.post("store.backup", "/v1/store/backup");
    await waitFor(
      "the copy",
      () =>
        Promise.resolve(
          [...Deno.readDirSync(`${dir}/state`)].some(({ name }) => name === "backups") || undefined,
        ),
    );
    await daemon.stop("SIGKILL");
    assert.notEqual(left.id, id);
  }
  {
    await using daemon = await startDaemon({ dir });
    assert(!names(`${dir}/state`).includes("backups"), "what a killed daemon left is gone");
    await daemon.stop();
  }
  await Deno.remove(dir, { recursive: true });
});

Deno.test("an interrupted or killed backup leaves nothing half written behind that the next one trips over", async () => {
  const dir = daemonDir();
  keepAlerts(dir, Array.from({ length: 800 }, (_, number) => keptAlert(number, "active")));
  const file = `${dir}/backup.db`;
  const started = () =>
    waitFor(
      "its beginning",
      () => Promise.resolve(names(dir).some((name) => name === "backup.db.partial") || undefined),
    );
  {
    await using daemon = await startDaemon({ dir });
    const interrupted = spawnCortex(daemon, ["backup", file]);
    await started();
    interrupted.kill("SIGINT");
    const { code } = await interrupted.output();
    // Interrupted before it was whole, or done: never something in between.
    assert.deepEqual(names(dir).filter((name) => name.startsWith("backup")), code === 0 ? ["backup.db"] : []);
    if (code === 0) checkBackup(file);

    Deno.writeTextFileSync(`${file}.partial`, "left by a run that was killed");
    assert.equal((await cortex(daemon, ["backup", "--force", file])).exit, 0);
    assert.deepEqual(names(dir).filter((name) => name.startsWith("backup")), ["backup.db"]);
    const before = Deno.readFileSync(file);

    const cut = spawnCortex(daemon, ["backup", "--force", file]);
    await started();
    await daemon.stop("SIGKILL");
    const { code: failed } = await cut.output();
    assert.deepEqual(names(dir).filter((name) => name.startsWith("backup")), ["backup.db"]);
    // It was all there before the daemon was killed, or the old one is as it was.
    if (failed === 0) checkBackup(file);
    else assert.deepEqual(Deno.readFileSync(file), before);
  }
  await Deno.remove(dir, { recursive: true });
});

Deno.test("a backup is restored while no daemon runs, and the alerts of its moment are back", async () => {
  const dir = daemonDir();
  keepAlerts(dir, [keptAlert(1, "active"), keptAlert(2, "active")]);
  const file = `${dir}/backup.db`;
  const restore = (...args: string[]) => cortex({ dir }, ["restore", "--state-dir", `${dir}/state`, ...args]);
  let acknowledged: string;
  {
    await using daemon = await startDaemon({ dir });
    assert.equal((await cortex(daemon, ["backup", file])).exit, 0);
    const { items } = await daemon.get("alerts.list", "/v1/alerts?category=disk&limit=500");
    acknowledged = items.find(({ rule }) => rule === "kept")?.id ?? "";
    await daemon.post("alerts.acknowledge", `/v1/alerts/${acknowledged}/acknowledge`);
    const running = await restore(file);
    assert.deepEqual([running.exit, /cortex shutdown/.test(running.err)], [1, true], running.err);
    await daemon.stop("SIGKILL");
  }
  Deno.symlinkSync(file, `${dir}/link`);
  const link = await restore(`${dir}/link`);
  assert.deepEqual([link.exit, /symbolic link/.test(link.err)], [1, true], link.err);
  const { exit, out, err } = await restore(file, "--json");
  assert.equal(exit, 0, err);
  const { kept, manifest } = JSON.parse(out);
  assert.equal(manifest.host, Deno.hostname());
  assert.match(kept, /before-restore/);
  {
    await using daemon = await startDaemon({ dir });
    assert.equal((await daemon.get("alerts.get", `/v1/alerts/${acknowledged}`)).status, "active");
    const [start] = await eventsOf(daemon, "types=daemon.started&order=newest&limit=1");
    assert.deepEqual([start?.data["previous"], start?.data["reason"]], ["clean", "restored from a backup"]);
    const jobs = await daemon.get("jobs.list", "/v1/jobs?state=lost");
    assert.deepEqual(jobs.items, []);
    await daemon.stop();
  }
  assert.equal((await restore(kept)).exit, 0);
  {
    await using daemon = await startDaemon({ dir });
    assert.equal((await daemon.get("alerts.get", `/v1/alerts/${acknowledged}`)).status, "acknowledged");
    await daemon.stop();
  }
  await Deno.remove(dir, { recursive: true });
});
