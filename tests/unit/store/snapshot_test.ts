import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { CortexError } from "../../../src/contract/mod.ts";
import { checkBackup } from "../../../src/store/offline.ts";
import type { Store } from "../../../src/store/mod.ts";
import { LATEST_VERSION } from "../../../src/store/migrations.ts";
import { namesIn, open, sampleAlert, sampleEvent, stateDir } from "./_state.ts";

const MANIFEST = {
  made_at: "2026-11-21T10:15:00.000Z",
  host: "web1",
  instance: null,
  version: "0.1.0",
};

function snapshot(store: Store, to: string, changes: Partial<Parameters<Store["snapshot"]>[0]> = {}) {
  return store.snapshot({
    to,
    manifest: MANIFEST,
    values: { last: "copied" },
    signal: new AbortController().signal,
    progress: () => {},
    ...changes,
  });
}

Deno.test("a copy that is made while the state is written to is that of one moment, whole and marked", async () => {
  using state = stateDir();
  using store = open(state.dir);
  store.alerts.save([{ seq: 1, alert: sampleAlert(1) }]);
  for (let number = 1; number <= 2000; number++) store.events.append([sampleEvent(number)]);
  const before = store.events.last();
  store.meta.set("last", "original");
  const to = `${state.dir}/copy.db`;
  const told: [number, number][] = [];
  let written = before;
  const { bytes, manifest } = await snapshot(store, to, {
    progress: (done, total) => {
      told.push([done, total]);
      // More than the log may hold before it is written into the database at other times.
      for (let round = 0; round < 100; round++) store.events.append([sampleEvent(++written)]);
      store.meta.set("last", `while ${written}`);
    },
  });
  assert(told.length > 1, `${told.length} steps`);
  assert.deepEqual(told.at(-1)?.[0], told.at(-1)?.[1]);
  assert.equal(Deno.statSync(to).size, bytes);
  assert.equal((Deno.statSync(to).mode ?? 0) & 0o777, 0o600);
  const checked = checkBackup(to);
  assert.deepEqual(checked, { schema_version: LATEST_VERSION, manifest });
  assert.equal(manifest.host, "web1");
  {
    using db = new DatabaseSync(to, { readOnly: true });
    assert.equal(db.prepare("select count(*) as n from events").get()?.["n"], before);
    assert.equal(db.prepare("select value from meta where key = 'last'").get()?.["value"], "copied");
  }
  assert.equal(store.events.last(), written, "nothing that was written meanwhile is lost");
  assert.equal(store.meta.get("last"), `while ${written}`);
  assert.deepEqual(namesIn(state.dir).filter((name) => name.startsWith("copy")), ["copy.db"]);
});

Deno.test("a cancelled copy leaves nothing, and the state goes on", async () => {
  using state = stateDir();
  using store = open(state.dir);
  for (let number = 1; number <= 2000; number++) store.events.append([sampleEvent(number)]);
  const controller = new AbortController();
  const reason = new CortexError("CANCELLED", "Cannot finish the job: it was cancelled");
  const to = `${state.dir}/copy.db`;
  await assert.rejects(
    snapshot(store, to, { signal: controller.signal, progress: () => controller.abort(reason) }),
    reason,
  );
  await assert.rejects(snapshot(store, `${state.dir}/absent/copy.db`), { code: "STORE_FAILED" });
  assert(!namesIn(state.dir).some((name) => name.startsWith("copy")));
  store.events.append([sampleEvent(1)]);
  await snapshot(store, to);
  assert.equal(checkBackup(to).manifest?.version, "0.1.0");
});

Deno.test("a job that runs is not in the copy, one that is over is", async () => {
  using state = stateDir();
  const job = (id: number, state: "running" | "done") => ({
    seq: id,
    job: {
      id: sampleAlert(id).id,
      kind: "test",
      title: "",
      state,
      started_at: MANIFEST.made_at,
      ended_at: state === "done" ? MANIFEST.made_at : null,
      before: null,
      progress: null,
      error: null,
      log: [],
      result: null,
    },
  });
  {
    using store = open(state.dir);
    store.jobs.save(job(1, "done"));
    store.jobs.save(job(2, "running"));
    await snapshot(store, `${state.dir}/copy.db`);
    assert.equal(store.jobs.all().length, 2);
  }
  Deno.renameSync(`${state.dir}/copy.db`, state.path);
  using store = open(state.dir);
  assert.deepEqual(store.jobs.all(), [job(1, "done")]);
});

Deno.test("a backup that is not whole or not ours is refused, each with its reason", async () => {
  using state = stateDir();
  const path = `${state.dir}/copy.db`;
  {
    using store = open(state.dir);
    for (let number = 1; number <= 500; number++) store.events.append([sampleEvent(number)]);
    await snapshot(store, path);
  }
  const whole = Deno.readFileSync(path);
  const change = (at: number, byte: number) => whole.map((old, index) => index === at ? byte : old);
  const noise = whole.slice();
  crypto.getRandomValues(noise.subarray(8192, 16_384));
  const newer = whole.slice();
  new DataView(newer.buffer).setUint32(60, LATEST_VERSION + 1);
  const cases: [Uint8Array, RegExp][] = [
    [new Uint8Array(0), /it is empty/],
    [new TextEncoder().encode("not a database at all".repeat(20)), /not an SQLite database/],
    [change(68, 0), /another program/],
    [whole.subarray(0, whole.length - 4096), /damaged|does not pass/],
    [noise, /damaged|does not pass/],
    [newer, /its version is not/],
  ];
  for (const [content, reason] of cases) {
    Deno.writeFileSync(path, content);
    assert.throws(
      () => checkBackup(path),
      (error) =>
        error instanceof CortexError && error.code === "BACKUP_INVALID" && reason.test(error.message),
    );
  }
  Deno.writeFileSync(path, whole);
  {
    using db = new DatabaseSync(path);
    db.exec(
      `pragma user_version = ${LATEST_VERSION + 1}; update meta set value = '${
        LATEST_VERSION + 1
      }' where key = 'schema_version'`,
    );
  }
  assert.throws(() => checkBackup(path), /newer version/);
  assert.throws(() => checkBackup(`${state.dir}/absent`), /Cannot use/);
});

Deno.test("a backup with other tables than its version has is refused: nothing in it may act when it is restored", async () => {
  using state = stateDir();
  const path = `${state.dir}/copy.db`;
  {
    using store = open(state.dir);
    await snapshot(store, path);
  }
  const whole = Deno.readFileSync(path);
  const changes = [
    "drop table silences",
    "create trigger t after insert on events begin delete from alerts; end",
    "alter table alerts rename to kept; create view alerts as select * from kept",
    "alter table jobs add column more text",
  ];
  for (const change of changes) {
    Deno.writeFileSync(path, whole);
    {
      using db = new DatabaseSync(path);
      db.exec(change);
    }
    assert.throws(() => checkBackup(path), /its tables are not those of form \d+$/, change);
  }
});
