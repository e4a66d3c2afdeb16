import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { VERSION } from "../../src/contract/version.ts";
import { daemonDir, recordedHost, spawnLauncher, startDaemon, waitFor } from "./_daemon.ts";

const RELEASES = new URL("../fixtures/releases", import.meta.url).pathname;

/** A folder in which a daemon of that release has run. */
function leftBy(version: string): { readonly dir: string; readonly files: readonly [string, string] } {
  const dir = daemonDir();
  const files = [`${dir}/.cortex/daemon.yaml`, `${dir}/state/cortex.db`] as const;
  for (const folder of [".cortex", "state"]) Deno.mkdirSync(`${dir}/${folder}`, { mode: 0o700 });
  for (const file of files) Deno.copyFileSync(`${RELEASES}/${version}/${file.replace(/.*\//, "")}`, file);
  return { dir, files };
}

for (const { name: version } of Deno.readDirSync(RELEASES)) {
  const { alerts, settings } = JSON.parse(Deno.readTextFileSync(`${RELEASES}/${version}/kept.json`));
  const acknowledged = alerts.map((row: { alert: object }) => row.alert)
    .find((alert: { status: string }) => alert.status === "acknowledged");

  Deno.test(`a host of ${version}: its daemon's alert goes on as the same one, its settings are in force`, async () => {
    const { dir } = leftBy(version);
    await using daemon = await startDaemon({ dir, args: ["--host-root", recordedHost(dir)] });
    const alert = await waitFor("the alert of before", async () => {
      const { items } = await daemon.get("alerts.list", "/v1/alerts?category=memory");
      return items.find(({ id }) => id === acknowledged.id);
    });
    assert.equal(alert.status, "acknowledged");
    const { items } = await daemon.get("config.get", "/v1/config?key=alerts.hourly_cap");
    const [setting] = items;
    assert.equal(setting?.value, settings["alerts.hourly_cap"]);
    assert.match(setting?.origin ?? "", /daemon\.yaml:\d+$/);
  });

  Deno.test(`a host of ${version} in a later form: the daemon ends with what to do, and changes nothing`, async () => {
    const { dir, files } = leftBy(version);
    const [configuration, state] = files;
    const db = new DatabaseSync(state);
    db.prepare("pragma user_version = 1000").run();
    db.prepare("update meta set value = '1000' where key = 'schema_version'").run();
    db.close();
    const refused = async () => {
      const before = files.map((file) => Deno.readFileSync(file));
      const { code, stderr } = await spawnLauncher([
        "daemon",
        "--socket-dir",
        `${dir}/run`,
        "--state-dir",
        `${dir}/state`,
      ], { dir }).output();
      assert.equal(code, 1);
      assert.deepEqual(files.map((file) => Deno.readFileSync(file)), before);
      return new TextDecoder().decode(stderr);
    };
    assert.match(
      await refused(),
      /cortex\.db": a newer version .* start that version, or move the file away/,
    );

    const text = Deno.readTextFileSync(configuration);
    Deno.writeTextFileSync(configuration, text.replace("version: 1", "version: 1000"));
    assert.match(
      await refused(),
      /daemon\.yaml:2: .*version 1000 is newer than \d+, .*; update Cortex, or bring back/,
    );
  });
}

Deno.test("this release is among those that later ones are tried on", () => {
  assert.ok(Deno.statSync(`${RELEASES}/${VERSION}`).isDirectory, "run tests/tools/record_release.ts");
});
