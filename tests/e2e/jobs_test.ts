import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { JobNews } from "../../src/contract/mod.ts";
import { connect } from "../../src/client/mod.ts";
import { keepAlerts, keptAlert } from "./_alerts.ts";
import { cortex } from "./_cortex.ts";
import { daemonDir, startDaemon } from "./_daemon.ts";

/** A state folder whose backup takes a while. */
function largeState(): string {
  const dir = daemonDir();
  keepAlerts(dir, [keptAlert(1, "active")]);
  using db = new DatabaseSync(`${dir}/state/cortex.db`);
  db.exec("create table filler (data blob); begin");
  const insert = db.prepare("insert into filler values (zeroblob(1000000))");
  for (let number = 0; number < 80; number++) insert.run();
  db.exec("commit");
  return dir;
}

const leftOvers = (dir: string) =>
  [...Deno.readDirSync(`${dir}/state`)].filter(({ name }) => name === "backups");

Deno.test("a job is followed, cancelled, and lost when the daemon is killed; each says so afterwards", async () => {
  const dir = largeState();
  let killed: string;
  {
    await using daemon = await startDaemon({ dir });
    await using client = await connect({ socket: daemon.http_socket });
    const first = await client.store.backup();
    await assert.rejects(
      client.store.backup({}, { retry: false }),
      (error) => error instanceof Error && /one runs since/.test(error.message),
    );
    const cancelled = await client.jobs.cancel({ id: first.id });
    assert.deepEqual([cancelled.state, cancelled.error?.code], ["cancelled", "CANCELLED"]);
    assert.deepEqual([...Deno.readDirSync(`${dir}/state/backups`)], []);

    const { id } = await client.store.backup();
    const news: JobNews[] = [];
    for await (const one of client.jobs.stream({ id })) news.push(one);
    const last = news.at(-1);
    assert(last?.type === "ended" && last.job.state === "done");
    assert(news.filter(({ type }) => type === "progress").length >= 1);
    assert(news.some(({ type }) => type === "log"));
    const watched = await cortex(daemon, ["jobs", "watch", id.slice(0, 12)]);
    assert.deepEqual([watched.exit, watched.err], [0, ""]);
    const listed = await cortex(daemon, ["jobs", "--json"]);
    assert.equal(JSON.parse(listed.out).items.length, 2);

    killed = (await client.store.backup()).id;
    await daemon.stop("SIGKILL");
  }
  {
    await using daemon = await startDaemon({ dir });
    assert.deepEqual(leftOvers(dir), []);
    const job = await daemon.get("jobs.get", `/v1/jobs/${killed}`);
    assert.equal(job.state, "lost");
    const { items } = await daemon.get("events.list", `/v1/events/list?job=${killed}`);
    assert.deepEqual(items.map(({ type }) => type), ["job.started", "job.failed"]);
    assert.equal((await cortex(daemon, ["jobs", "watch", killed])).exit, 1);
    const running = await daemon.post("store.backup", "/v1/store/backup");
    assert.equal(await daemon.stop(), 0);
    assert(running.id !== killed);
  }
  {
    await using daemon = await startDaemon({ dir });
    const { items } = await daemon.get("jobs.list", "/v1/jobs?kind=store.backup&limit=1");
    assert.deepEqual([items[0]?.state, items[0]?.error?.code], ["cancelled", "SHUTTING_DOWN"]);
    await daemon.stop();
  }
  await Deno.remove(dir, { recursive: true });
});
