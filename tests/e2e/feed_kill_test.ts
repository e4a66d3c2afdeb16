import assert from "node:assert/strict";
import { connect } from "../../src/client/mod.ts";
import { feedsFolder } from "../../src/inventory/launch.ts";
import { copyHost, daemonDir, startDaemon, waitFor } from "./_daemon.ts";
import { packageHost } from "./_inventory.ts";

const ROUNDS = 4;

/** A feed that is told from the others by the id of its vulnerability, large enough to be caught on its way. */
function feed(round: number): string {
  const releases = { bookworm: { status: "open", urgency: "low" } };
  const others = Array.from({ length: 20_000 }, (_, index) => [`other-${index}`, { "CVE-1": { releases } }]);
  return JSON.stringify({ vim: { [`CVE-2026-${round}`]: { releases } }, ...Object.fromEntries(others) });
}

Deno.test("SIGKILL in the middle of an import: the old feed or the new one, never a mixture", async () => {
  using host = packageHost();
  copyHost(host.root);
  host.write("/etc/os-release", "ID=debian\nVERSION_CODENAME=bookworm\n");
  const dir = daemonDir();
  const folder = feedsFolder(`${dir}/state`);
  const path = `${folder}/debian-tracker`;
  const start = () =>
    startDaemon({ dir, args: ["--host-root", host.root], env: { CORTEX__INVENTORY__ENABLED: "true" } });
  try {
    Deno.mkdirSync(`${dir}/state`, { mode: 0o700 });
    Deno.mkdirSync(folder, { mode: 0o700 });
    Deno.writeTextFileSync(path, feed(0));
    let old = 0;
    for (let round = 1; round <= ROUNDS; round++) {
      await using daemon = await start();
      await using client = await connect({ socket_dir: `${dir}/run` });
      const { id } = await client.feeds.import({ name: "test.json" });
      const sending = client.sendFeed(id, new Blob([feed(round)]).stream()).catch(() => {}); // killed
      await new Promise((resolve) => setTimeout(resolve, round * 60));
      await daemon.stop("SIGKILL");
      await sending;
      const text = Deno.readTextFileSync(path);
      assert.ok(text === feed(old) || text === feed(round), `round ${round}`);
      if (text === feed(round)) old = round;
    }
    await using daemon = await start();
    const { items } = await waitFor("the audit", async () => {
      const list = await daemon.get("vulnerabilities.list", "/v1/vulnerabilities?package=vim");
      return list.items[0]?.id === `CVE-2026-${old}` ? list : undefined;
    });
    assert.equal(items.length, 1);
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["debian-tracker"]);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});
