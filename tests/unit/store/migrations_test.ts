import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { CortexError } from "../../../src/contract/mod.ts";
import { defineMigration } from "../../../src/store/migration.ts";
import { LATEST_VERSION, migrate, MIGRATIONS, versionsOf } from "../../../src/store/migrations.ts";
import { namesIn, open, sampleAlert, stateDir } from "./_state.ts";

Deno.test("migrations are numbered from 1 without gaps", () => {
  assert.deepEqual(MIGRATIONS.map((one) => one.version), MIGRATIONS.map((_, index) => index + 1));
});

Deno.test("each step runs once, and one that fails leaves nothing behind", () => {
  const db = new DatabaseSync(":memory:");
  const broken = defineMigration({
    version: LATEST_VERSION + 1,
    statements: ["create table extra (a)", "insert into nowhere values (1)"],
  });
  migrate(db);
  assert.throws(() => migrate(db, [...MIGRATIONS, broken]), /nowhere/);
  assert.deepEqual(versionsOf(db), { header: LATEST_VERSION, stated: LATEST_VERSION });
  assert.throws(() => db.prepare("select * from extra"), /no such table/);
  migrate(db, [...MIGRATIONS, { ...broken, statements: ["create table extra (a)"] }]);
  assert.equal(versionsOf(db).header, LATEST_VERSION + 1);
  db.close();
});

Deno.test("a database of a newer version is refused and left as it was", () => {
  using state = stateDir();
  {
    using store = open(state.dir);
    store.alerts.save([{ seq: 1, alert: sampleAlert(1) }]);
  }
  const db = new DatabaseSync(state.path);
  migrate(db, [
    defineMigration({ version: LATEST_VERSION + 1, statements: ["create table later (a any) strict"] }),
  ]);
  db.close();
  const before = Deno.readFileSync(state.path);
  assert.throws(
    () => open(state.dir),
    (error) =>
      error instanceof CortexError && error.code === "STORE_FAILED" && /newer version/.test(error.message),
  );
  assert.deepEqual(Deno.readFileSync(state.path), before);
  assert(!namesIn(state.dir).some((name) => name.includes("damaged")));
});

Deno.test("a version that only damage can have made is not taken for a newer program's", () => {
  using state = stateDir();
  open(state.dir).close();
  const db = new DatabaseSync(state.path);
  db.prepare("pragma user_version = 77").run();
  db.close();
  using store = open(state.dir);
  assert.equal(store.health().state, "recovered");
});
