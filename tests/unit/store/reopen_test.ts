import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { statementsOver } from "../../../src/store/statement.ts";
import { namesIn, open, sampleAlert, sampleEvent, stateDir } from "./_state.ts";

Deno.test("what was kept in memory is in the file as soon as there can be one, and what comes afterwards too", () => {
  using state = stateDir();
  const dir = `${state.dir}/state`;
  Deno.writeTextFileSync(dir, "");
  {
    using store = open(dir);
    store.reopen();
    assert.equal(store.health().state, "memory");
    store.alerts.save([{ seq: 7, alert: sampleAlert(1) }]);
    store.meta.set("key", "before");
    store.events.keep(2);
    store.events.append(Array.from({ length: 200 }, (_, index) => sampleEvent(index)));

    Deno.removeSync(dir);
    Deno.mkdirSync(dir);
    store.reopen();
    assert.deepEqual([store.health().state, store.health().message], ["ok", null]);
    assert.equal(store.path, `${dir}/cortex.db`);
    store.meta.set("key", "after");
    assert.equal(store.events.append([sampleEvent(200)])[0]?.seq, 201);
    store.reopen();
  }
  assert.deepEqual(namesIn(dir), ["cortex.db", "cortex.db.clean"]);
  using again = open(dir);
  assert.deepEqual(again.alerts.all(), [{ seq: 7, alert: sampleAlert(1) }]);
  assert.equal(again.meta.get("key"), "after");
  assert.equal(again.events.last(), 201);
});

for (const kept of ["", "cortex.db-wal"]) {
  const left = kept === "" ? "with its folder" : `but for its ${kept}`;
  Deno.test(`a file that is removed ${left} is noticed and put back whole`, () => {
    using state = stateDir();
    const dir = `${state.dir}/state`;
    {
      using store = open(dir);
      store.meta.set("key", "before");
      store.checkFile();
      assert.equal(store.health().state, "ok");
      if (kept === "") Deno.removeSync(dir, { recursive: true });
      else Deno.removeSync(`${dir}/cortex.db`);
      store.checkFile();
      assert.deepEqual([store.health().state, store.path], ["memory", null]);
      assert.match(store.health().message ?? "", /it was removed while it was in use/);
      store.alerts.save([{ seq: 7, alert: sampleAlert(1) }]);
      Deno.mkdirSync(dir, { recursive: true });
      store.reopen();
      assert.deepEqual([store.health().state, store.health().message], ["ok", null]);
      store.meta.set("key", "after");
      assert.deepEqual(namesIn(dir), ["cortex.db", "cortex.db-shm", "cortex.db-wal"]);
      store.checkFile();
      assert.equal(store.health().state, "ok");
    }
    using again = open(dir);
    assert.deepEqual([again.alerts.all(), again.meta.get("key")], [
      [{ seq: 7, alert: sampleAlert(1) }],
      "after",
    ]);
  });
}

Deno.test("another state that is there by now is left alone, and health says what to do", () => {
  using state = stateDir();
  const dir = `${state.dir}/state`;
  Deno.writeTextFileSync(dir, "");
  using store = open(dir);
  store.meta.set("key", "ours");
  Deno.removeSync(dir);
  {
    using other = open(dir);
    other.meta.set("key", "theirs");
  }
  store.reopen();
  assert.equal(store.health().state, "memory");
  assert.match(store.health().message ?? "", /another state is there; restart the daemon/);
  using other = open(dir);
  assert.equal(other.meta.get("key"), "theirs");
});

Deno.test("statements go on over another handle; one that lacks a table changes nothing", () => {
  const [first, second, third] = ["first", "second", "third"].map((name) => {
    const db = new DatabaseSync(":memory:");
    if (name !== "third") db.exec(`create table t (name text); insert into t values ('${name}')`);
    return db;
  });
  assert(first !== undefined && second !== undefined && third !== undefined);
  const statements = statementsOver(first);
  const select = statements.prepare("select name from t where name <> ?");
  const named = statements.prepare("select name from t where name <> :other");
  const read = () => [select.get("x"), ...named.all({ other: "x" }), ...named.iterate({ other: "x" })];
  const thrice = (name: string) => Array(3).fill({ __proto__: null, name });
  assert.deepEqual(read(), thrice("first"));
  assert.throws(() => statements.move(third));
  assert.deepEqual(read(), thrice("first"));
  statements.move(second);
  first.close();
  assert.deepEqual(read(), thrice("second"));
});
