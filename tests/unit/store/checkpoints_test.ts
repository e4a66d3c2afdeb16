import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { Store } from "../../../src/store/mod.ts";
import { open, sampleEvent, stateDir } from "./_state.ts";

/** More than the log may hold before the work is worth while. */
const MANY = 300;

function append(store: Store, count: number): void {
  for (let number = 1; number <= count; number++) store.events.append([sampleEvent(number)]);
}

/** Events in a database that a main file and a log make, put beside each other in a folder. */
function eventsIn(dir: string, main: Uint8Array, log: Uint8Array | null): number {
  const path = `${Deno.makeTempDirSync({ dir })}/cortex.db`;
  Deno.writeFileSync(path, main);
  if (log !== null) Deno.writeFileSync(`${path}-wal`, log);
  using db = new DatabaseSync(path);
  assert.equal(db.prepare("pragma quick_check").get()?.["quick_check"], "ok");
  return Number(db.prepare("select count(*) as count from events").get()?.["count"]);
}

/** Runs something before each time that a file is put on the disk; gone with the block. */
function beforeSync(run: () => void): Disposable {
  const { syncData } = Deno.FsFile.prototype;
  Deno.FsFile.prototype.syncData = function () {
    run();
    return syncData.call(this);
  };
  return { [Symbol.dispose]: () => void (Deno.FsFile.prototype.syncData = syncData) };
}

Deno.test("what is written while the log is brought over outlives a loss of power at every moment", async () => {
  using state = stateDir();
  using store = open(state.dir);
  append(store, MANY);
  const moments: [found: number, written: number][] = [];
  let written = MANY;
  using _ = beforeSync(() => {
    append(store, 5);
    written += 5;
    const log = Deno.readFileSync(`${state.path}-wal`);
    moments.push([eventsIn(state.dir, Deno.readFileSync(state.path), log), written]);
  });
  await store.checkpoint();
  assert.deepEqual(moments, [[MANY + 5, MANY + 5], [MANY + 10, MANY + 10]]);
  assert.equal(store.events.last(), written);
});

Deno.test("a log that is brought over is emptied and begun again, a short one left as it is", async () => {
  using state = stateDir();
  using store = open(state.dir);
  append(store, MANY);
  let times = 0;
  using _ = beforeSync(() => times++);
  await store.checkpoint();
  assert.equal(times, 2, "the log, the empty log");
  assert.equal(eventsIn(state.dir, Deno.readFileSync(state.path), null), MANY);
  const { size } = Deno.statSync(`${state.path}-wal`);
  assert(size > 0 && size < 20_000, `${size} bytes: its header and a page`);
  await store.checkpoint();
  assert.equal(times, 2);
});

Deno.test("nobody waits for another program that reads: the log is brought over and not emptied", async () => {
  using state = stateDir();
  using store = open(state.dir);
  append(store, MANY);
  using reader = new DatabaseSync(state.path);
  reader.exec("begin; select 1 from events limit 1");
  let times = 0;
  using _ = beforeSync(() => times++);
  await store.checkpoint();
  assert.equal(times, 1);
  assert.equal(eventsIn(state.dir, Deno.readFileSync(state.path), null), MANY);
});
