import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { CortexError } from "../../../src/contract/mod.ts";
import { CURRENT_VERSION } from "../../../src/config/versions.ts";
import { LATEST_VERSION } from "../../../src/store/migrations.ts";
import { scratch } from "../config/_files.ts";
import { keptIn } from "./_kept.ts";
import { namesIn, open, stateDir } from "./_state.ts";

const RELEASES = new URL("../../fixtures/releases", import.meta.url).pathname;

for (const version of namesIn(RELEASES)) {
  const release = `${RELEASES}/${version}`;
  const { at, settings, ...kept } = JSON.parse(Deno.readTextFileSync(`${release}/kept.json`));
  const configuration = Deno.readTextFileSync(`${release}/daemon.yaml`);

  Deno.test(`the configuration of ${version} says to this program what it said to that one`, () => {
    using files = scratch();
    files.write("user.yaml", configuration);
    const { config, notes } = files.load();
    assert.deepEqual(notes, []);
    for (const [key, value] of Object.entries(settings)) {
      const found = key.split(".").reduce<unknown>((at, name) => Reflect.get(Object(at), name), config);
      assert.deepEqual(found, value, key);
    }
  });

  Deno.test(`the state of ${version} is read by this program with all that is in it`, () => {
    using files = scratch();
    using state = stateDir();
    files.write("user.yaml", configuration);
    Deno.copyFileSync(`${release}/cortex.db`, state.path);
    const read = keptIn(state.dir, Date.parse(at), files.load().config);
    for (const [name, value] of Object.entries(kept)) assert.ok(Object(value).length > 0, `${name} is empty`);
    // Members that came later are no loss.
    assert.partialDeepStrictEqual(JSON.parse(JSON.stringify(read)), kept);
  });

  Deno.test(`a later form of the state or the configuration of ${version} is refused, and nothing is changed`, () => {
    using files = scratch();
    using state = stateDir();
    const later = configuration.replace(/^version: .*$/m, `version: ${CURRENT_VERSION + 1}`);
    const file = files.write("user.yaml", later);
    assert.throws(() => files.load(), (error) => {
      assert.ok(error instanceof CortexError);
      assert.equal(error.code, "CONFIG_INVALID");
      assert.match(
        error.message,
        /^\S+:2: .* is newer than .*; update Cortex, or bring back the file's older form$/,
      );
      return true;
    });
    assert.equal(Deno.readTextFileSync(file), later);

    Deno.copyFileSync(`${release}/cortex.db`, state.path);
    const db = new DatabaseSync(state.path);
    db.prepare(`pragma user_version = ${LATEST_VERSION + 1}`).run();
    db.prepare("update meta set value = ? where key = 'schema_version'").run(String(LATEST_VERSION + 1));
    db.close();
    const before = [namesIn(state.dir), Deno.readFileSync(state.path)];
    assert.throws(() => open(state.dir), (error) => {
      assert.ok(error instanceof CortexError);
      assert.equal(error.code, "STORE_FAILED");
      assert.match(
        error.message,
        /a newer version of the program wrote it .* start that version, or move the file/,
      );
      return true;
    });
    assert.deepEqual([namesIn(state.dir), Deno.readFileSync(state.path)], before);
  });
}
