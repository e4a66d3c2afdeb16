import assert from "node:assert/strict";
import { feedsFolder, indexFolder, spareFolder } from "../../src/inventory/launch.ts";
import { type Daemon, daemonDir } from "./_daemon.ts";
import { bookworm, ID, startOn, tracker } from "./_vulnerabilities.ts";

/** A state folder with a feed in it. */
function stateWithFeed(dir: string): string {
  const state = `${dir}/state`;
  Deno.mkdirSync(feedsFolder(state), { recursive: true, mode: 0o700 });
  Deno.writeTextFileSync(`${feedsFolder(state)}/mine.json`, tracker());
  return state;
}

Deno.test("an audit that is damaged, cut or gone is made anew, and answers then", async () => {
  using host = bookworm();
  const dir = daemonDir();
  const path = `${indexFolder(stateWithFeed(dir))}/audit`;
  const damages = (whole: Uint8Array): readonly Uint8Array[] => [
    whole.map((byte, at) => at === whole.length - 20 ? byte ^ 1 : byte),
    whole.subarray(0, -1),
    whole.subarray(0, whole.lastIndexOf(10, -2) + 1),
    whole.subarray(0, 0),
    whole.map((byte, at) => at % 7 === 0 ? byte ^ 0x55 : byte),
  ];
  const ids = async (daemon: Daemon) =>
    (await daemon.get("vulnerabilities.list", "/v1/vulnerabilities")).items.map(({ id }) => id);
  try {
    let rounds = 0;
    {
      await using daemon = await startOn(host.root, dir);
      for (const damaged of damages(Deno.readFileSync(path))) {
        Deno.writeFileSync(path, damaged);
        assert.deepEqual(await ids(daemon), ["CVE-2026-2", ID], `round ${rounds++}`);
      }
      Deno.removeSync(path);
      assert.deepEqual(await ids(daemon), ["CVE-2026-2", ID]);
      assert.match(daemon.output(), /The audit is made anew.*it is cut/);
    }
    for (const damaged of damages(Deno.readFileSync(path))) {
      Deno.writeFileSync(path, damaged);
      await using daemon = await startOn(host.root, dir);
      assert.deepEqual(await ids(daemon), ["CVE-2026-2", ID]);
    }
    assert.equal(rounds, 5);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});

Deno.test("where the state folder cannot be written the audit is beside the sockets, and gone with the daemon", async () => {
  using host = bookworm();
  const dir = daemonDir();
  Deno.writeTextFileSync(indexFolder(stateWithFeed(dir)), "no folder");
  const spare = `${spareFolder(`${dir}/run`)}/audit`;
  try {
    await using daemon = await startOn(host.root, dir);
    const { items } = await daemon.get("vulnerabilities.list", "/v1/vulnerabilities");
    assert.deepEqual(items.map(({ id }) => id), ["CVE-2026-2", ID]);
    assert.ok(Deno.statSync(spare).isFile);
    assert.match(daemon.output(), /The audit is kept in memory only: \S/);
    await daemon.stop();
    assert.throws(() => Deno.statSync(spare), Deno.errors.NotFound);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});
