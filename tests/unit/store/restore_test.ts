import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/mod.ts";
import { acquireLock, LOCK_NAME } from "../../../src/core/lock.ts";
import { restore } from "../../../src/store/offline.ts";
import { CLOCK, namesIn, open, sampleEvent, stateDir } from "./_state.ts";

/** Keeps so many events in the state of a folder, which it makes. */
function fill(dir: string, events: number) {
  const store = open(dir);
  for (let number = 1; number <= events; number++) store.events.append([sampleEvent(number)]);
  return store;
}

/** A backup with so many events, beside a state folder. */
async function backupOf(dir: string, events: number): Promise<string> {
  const file = `${dir}/backup.db`;
  using store = fill(`${dir}/source`, events);
  await store.snapshot({
    to: file,
    manifest: { made_at: "2026-11-21T10:15:00.000Z", host: "web1", instance: null, version: "0.1.0" },
    values: {},
    signal: new AbortController().signal,
    progress: () => {},
  });
  return file;
}

function eventsIn(dir: string): number {
  using store = open(dir);
  assert.equal(store.health().state, "ok");
  return store.events.count();
}

const restoreInto = (dir: string, file: string) => restore({ file, dir, wall_ms: CLOCK.wall() });

Deno.test("a backup replaces the state; the old one is kept, and can be gone back to", async () => {
  using folder = stateDir();
  const dir = `${folder.dir}/state`;
  const file = await backupOf(folder.dir, 30);
  fill(dir, 200).close();
  const { kept, manifest } = restoreInto(dir, file);
  assert.equal(manifest?.host, "web1");
  assert.equal(kept, `${dir}/cortex.db.before-restore-20261121T101500.000Z`);
  assert.equal(eventsIn(dir), 30);
  assert.equal((Deno.statSync(`${dir}/cortex.db`).mode ?? 0) & 0o777, 0o600);
  assert.deepEqual(namesIn(dir).filter((name) => !name.startsWith("cortex.db")), [LOCK_NAME]);
  const back = restoreInto(dir, kept ?? "");
  assert.equal(back.manifest, null, "it was made by no backup");
  assert.equal(eventsIn(dir), 200);
});

Deno.test("numbers of events and of the outbox go on above those of the state that was replaced", async () => {
  using folder = stateDir();
  const dir = `${folder.dir}/state`;
  const file = await backupOf(folder.dir, 30);
  fill(dir, 200).close();
  restoreInto(dir, file);
  {
    using store = open(dir);
    assert.equal(store.events.last(), 200);
    assert.deepEqual(store.events.append([sampleEvent(31)]).map(({ seq }) => seq), [201]);
    assert.deepEqual(store.events.after(0, 1000).slice(-2).map(({ seq }) => seq), [30, 201]);
    assert.equal(store.events.count(), 31);
  }
  Deno.writeTextFileSync(`${dir}/cortex.db`, "damaged");
  restoreInto(dir, file);
  using store = open(dir);
  assert.equal(store.events.last(), 30, "of a state that cannot be read nobody knows");
});

Deno.test("of the states before restores the newest two are kept, also where the clock was set back", async () => {
  using folder = stateDir();
  const dir = `${folder.dir}/state`;
  const file = await backupOf(folder.dir, 3);
  open(dir).close();
  const kept = [0, 3, 2, 1].map((days) => {
    const { kept } = restore({ file, dir, wall_ms: CLOCK.wall() + days * 86_400_000 });
    return kept?.slice(dir.length + 1);
  });
  const found = namesIn(dir).filter((name) => name.includes("before-restore"));
  assert.deepEqual(found, [kept[1], kept[3]].sort());
});

Deno.test("what a kill left in the write-ahead log is kept too, and is never taken for the new state's", async () => {
  using folder = stateDir();
  const dir = `${folder.dir}/state`;
  const file = await backupOf(folder.dir, 30);
  {
    // As a kill leaves it: copied while it is open.
    using store = open(`${folder.dir}/running`);
    for (let number = 1; number <= 50; number++) store.events.append([sampleEvent(number)]);
    Deno.mkdirSync(dir);
    for (const end of ["", "-wal"]) {
      Deno.copyFileSync(`${folder.dir}/running/cortex.db${end}`, `${dir}/cortex.db${end}`);
    }
  }
  assert(Deno.statSync(`${dir}/cortex.db-wal`).size > 0);
  const { kept } = restoreInto(dir, file);
  assert.equal(eventsIn(dir), 30);
  restoreInto(dir, kept ?? "");
  assert.equal(eventsIn(dir), 50);
});

Deno.test("a damaged state is kept as it is, with its companions", async () => {
  using folder = stateDir();
  const dir = `${folder.dir}/state`;
  const file = await backupOf(folder.dir, 30);
  Deno.mkdirSync(dir);
  Deno.writeTextFileSync(`${dir}/cortex.db`, "noise");
  Deno.writeTextFileSync(`${dir}/cortex.db-wal`, "more noise");
  const { kept } = restoreInto(dir, file);
  assert.equal(eventsIn(dir), 30);
  assert.deepEqual([Deno.readTextFileSync(`${kept}`), Deno.readTextFileSync(`${kept}-wal`)], [
    "noise",
    "more noise",
  ]);
});

Deno.test("into a folder that is not there; from a file that is no whole backup nothing is changed", async () => {
  using folder = stateDir();
  const dir = `${folder.dir}/new/state`;
  const file = await backupOf(folder.dir, 30);
  assert.equal(restoreInto(dir, file).kept, null);
  assert.equal(eventsIn(dir), 30);
  const before = Deno.readFileSync(`${dir}/cortex.db`);

  Deno.writeTextFileSync(`${folder.dir}/text.db`, "x".repeat(5000));
  Deno.writeFileSync(`${folder.dir}/cut.db`, Deno.readFileSync(file).subarray(0, 9000));
  const cases: [string, RegExp][] = [
    ["text.db", /text\.db" as a backup: it is not an SQLite database/],
    ["cut.db", /damaged|does not pass/],
    ["absent.db", /Cannot use/],
    ["state", /no ordinary file|Cannot use/],
  ];
  for (const [name, reason] of cases) {
    assert.throws(
      () => restoreInto(dir, `${folder.dir}/${name}`),
      (error) =>
        error instanceof CortexError && error.code === "BACKUP_INVALID" && reason.test(error.message),
      name,
    );
    assert(!namesIn(dir).includes("backups"));
    assert.deepEqual(Deno.readFileSync(`${dir}/cortex.db`), before);
  }
  assert.equal(eventsIn(dir), 30);
});

Deno.test("while a daemon has the folder nothing is restored, and who restores is told what to do", async () => {
  using folder = stateDir();
  const file = await backupOf(folder.dir, 3);
  const dir = `${folder.dir}/state`;
  Deno.mkdirSync(dir, { mode: 0o700 });
  using _held = acquireLock(`${dir}/${LOCK_NAME}`, "the state folder", 0);
  assert.throws(
    () => restoreInto(dir, file),
    (error) =>
      error instanceof CortexError && error.code === "UNAVAILABLE" && /cortex shutdown/.test(error.message) &&
      /pid/.test(JSON.stringify(error.details)),
  );
  assert.deepEqual(namesIn(dir), [LOCK_NAME]);
});
