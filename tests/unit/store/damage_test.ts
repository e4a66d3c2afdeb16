import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { namesIn, open, sampleAlert, sampleEvent, stateDir } from "./_state.ts";

type Damage = (file: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

const bytes = (length: fc.ArrayConstraints) => fc.uint8Array(length).map((made) => new Uint8Array(made));

/** Ways to damage a database file so that it cannot go unnoticed. */
const DAMAGES = {
  "random bytes": bytes({ minLength: 1, maxLength: 20_000 }).map((noise) => () => noise),
  "cut": fc.double({ min: 0.001, max: 0.9, noNaN: true }).map((part) => (file) =>
    file.slice(0, Math.max(1, Math.floor(file.length * part)))
  ),
  "empty": fc.constant(() => new Uint8Array()),
  "another format": fc.constantFrom(
    "%PDF-1.7\n",
    "\x7fELF\x02\x01",
    "PK\x03\x04",
    '{"a":1}\n',
    "SQLite format 2\0",
  )
    .map((start) => (file) => new Uint8Array([...new TextEncoder().encode(start), ...file.slice(0, 5000)])),
  "a header of noise": bytes({ minLength: 100, maxLength: 100 }).map((noise) => (file) => {
    file.set(noise);
    return file;
  }),
} satisfies Record<string, fc.Arbitrary<Damage>>;

for (const [name, damage] of Object.entries<fc.Arbitrary<Damage>>(DAMAGES)) {
  Deno.test(`${name}: the damaged file is kept aside, a fresh one starts, and health says so`, () => {
    fc.assert(
      fc.property(damage, (change) => {
        using state = filled();
        const damaged = change(Deno.readFileSync(state.path));
        rewrite(state.path, damaged);
        using store = open(state.dir);
        const { state: said, message } = store.health();
        assert.equal(said, "recovered");
        const kept = namesIn(state.dir).find((entry) => /^cortex\.db\.damaged-[\dTZ.]+$/.test(entry)) ?? "";
        assert(message?.includes(`${state.dir}/${kept}`), message ?? "no message");
        assert.deepEqual(Deno.readFileSync(`${state.dir}/${kept}`), damaged);
        store.alerts.save([{ seq: 1, alert: sampleAlert(1) }]);
        assert.equal(store.rows(), 1);
      }),
      { numRuns: 25, seed: 1 },
    );
  });
}

Deno.test("noise anywhere in the file: it starts, and what it then has is whole or was moved aside", () => {
  const noise = fc.record({
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    bytes: bytes({ minLength: 1, maxLength: 64 }),
  });
  fc.assert(
    fc.property(noise, ({ at, bytes }) => {
      using state = filled();
      const file = Deno.readFileSync(state.path);
      file.set(bytes, Math.min(Math.floor(at * file.length), file.length - bytes.length));
      rewrite(state.path, file);
      using store = open(state.dir);
      const { state: said } = store.health();
      assert(said === "ok" || said === "recovered");
      for (const { alert } of store.alerts.all()) assert.equal(alert.rule.length > 0, true);
      store.alerts.save([{ seq: 1000, alert: sampleAlert(1000) }]);
      assert(store.rows() > 0);
    }),
    { numRuns: 100, seed: 2 },
  );
});

Deno.test("noise in the middle of a table is found although the stop was clean", () => {
  using state = filled();
  const file = Deno.readFileSync(state.path);
  file.fill(0xa5, Math.floor(file.length / 2), Math.floor(file.length / 2) + 4096);
  rewrite(state.path, file);
  using store = open(state.dir);
  assert.equal(store.health().state, "recovered");
});

Deno.test("a database of another program is moved aside", () => {
  using state = stateDir();
  const db = new DatabaseSync(state.path);
  db.exec("create table t (a); insert into t values (1)");
  db.close();
  using store = open(state.dir);
  assert.match(store.health().message ?? "", /another program/);
});

Deno.test("a database without one of its tables is moved aside", () => {
  using state = filled();
  const db = new DatabaseSync(state.path);
  db.exec("drop table events");
  db.close();
  using store = open(state.dir);
  assert.equal(store.health().state, "recovered");
});

Deno.test("a write-ahead log without its database is moved aside, never played into a fresh one", () => {
  using state = filled();
  const copy = filledAndKilled();
  Deno.copyFileSync(`${copy.dir}/cortex.db-wal`, `${state.dir}/cortex.db-wal`);
  Deno.removeSync(state.path);
  using store = open(state.dir);
  assert.equal(store.health().state, "recovered");
  assert.equal(store.rows(), 0);
  copy[Symbol.dispose]();
});

Deno.test("after an unclean stop the database is checked and what was written is there", () => {
  using copy = filledAndKilled();
  using store = open(copy.dir);
  assert.equal(store.health().state, "ok");
  assert.equal(store.rows(), 80);
});

Deno.test("a damaged write-ahead log never stops a start, and the database is whole afterwards", () => {
  const damage = fc.oneof(DAMAGES["random bytes"], DAMAGES.cut);
  fc.assert(
    fc.property(damage, (change) => {
      using copy = filledAndKilled();
      Deno.writeFileSync(`${copy.path}-wal`, change(Deno.readFileSync(`${copy.path}-wal`)));
      open(copy.dir).close();
      const db = new DatabaseSync(copy.path);
      assert.equal(db.prepare("pragma integrity_check").get()?.["integrity_check"], "ok");
      db.close();
    }),
    { numRuns: 25, seed: 3 },
  );
});

Deno.test("at most five damaged files are kept, the newest among them", () => {
  using state = stateDir();
  for (let round = 0; round < 9; round++) {
    Deno.writeTextFileSync(state.path, `damaged ${round}`);
    open(state.dir).close();
  }
  const kept = namesIn(state.dir).filter((name) => name.includes("damaged"));
  assert.equal(kept.length, 5);
  const texts = kept.map((name) => Deno.readTextFileSync(`${state.dir}/${name}`));
  assert(texts.includes("damaged 8"), texts.join());
});

/** Changes a file a second after its last change: within the same tick of the system's clock nobody could see that. */
function rewrite(path: string, bytes: Uint8Array): void {
  const later_ms = (Deno.statSync(path).mtime?.getTime() ?? 0) + 1000;
  Deno.writeFileSync(path, bytes);
  Deno.utimeSync(path, later_ms / 1000, later_ms / 1000);
}

/** A state folder with some rows, cleanly closed. */
function filled(): ReturnType<typeof stateDir> {
  const state = stateDir();
  using store = open(state.dir);
  fill(store);
  return state;
}

/** A folder as a killed process leaves it: a copy taken while the database is open. */
function filledAndKilled(): ReturnType<typeof stateDir> {
  using state = stateDir();
  const copy = stateDir();
  using store = open(state.dir);
  fill(store);
  for (const name of ["cortex.db", "cortex.db-wal"]) {
    Deno.copyFileSync(`${state.dir}/${name}`, `${copy.dir}/${name}`);
  }
  return copy;
}

function fill(store: ReturnType<typeof open>): void {
  const numbers = Array.from({ length: 40 }, (_, index) => index + 1);
  store.alerts.save(numbers.map((seq) => ({ seq, alert: sampleAlert(seq) })));
  store.events.append(numbers.map(sampleEvent));
}
