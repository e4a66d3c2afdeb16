import assert from "node:assert/strict";
import { readHolder } from "../../src/core/lock.ts";
import { exchange } from "./_ipc.ts";
import { daemonDir, startDaemon, waitFor } from "./_daemon.ts";

const exists = (path: string) => {
  try {
    return Deno.lstatSync(path) !== null;
  } catch {
    return false;
  }
};

Deno.test("a folder of sockets that is removed under a daemon is made again, locked, and everybody can connect", async () => {
  const dir = daemonDir();
  await using daemon = await startDaemon({ dir });
  Deno.removeSync(`${dir}/run`, { recursive: true });
  const pid = () => readHolder(`${dir}/run/cortexd.lock`)?.pid;
  await waitFor("the new folder", () => Promise.resolve(exists(daemon.raw_socket) || undefined));
  assert.equal(pid(), daemon.pid);
  assert.match(await exchange(daemon.raw_socket, '{"method":"ping"}'), /"pong":true/);
  daemon.hangUp();
  assert.deepEqual(await daemon.get("daemon.ping", "/v1/ping"), { pong: true });
  assert.equal(await daemon.stop(), 0);
  assert.deepEqual([...Deno.readDirSync(`${dir}/run`)].map(({ name }) => name).sort(), [
    ".bind",
    "cortexd.lock",
  ]);
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("where the folder cannot be made, health, an alert and the log say so until it can", async () => {
  const dir = daemonDir();
  await using daemon = await startDaemon({ dir });
  const parts = async () => (await daemon.get("health.get", "/v1/health")).subsystems;
  await parts();
  // Something else has its name: who is connected is answered on.
  Deno.renameSync(`${dir}/run`, `${dir}/away`);
  Deno.writeTextFileSync(`${dir}/run`, "");
  const broken = await waitFor(
    "the part",
    async () => (await parts()).find(({ name, state }) => name === "sockets" && state === "unhealthy"),
  );
  assert.match(broken.message ?? "", /run/);
  assert.match(daemon.output(), /Nobody can connect any more/);
  const open = async () =>
    (await daemon.get("alerts.list", "/v1/alerts?status=active")).items.filter(({ subject }) =>
      subject === "sockets"
    );
  assert.equal((await open()).length, 1);
  Deno.removeSync(`${dir}/run`);
  await waitFor("the end of the alert", async () => (await open()).length === 0 || undefined);
  assert.equal((await parts()).find(({ name }) => name === "sockets"), undefined);
  assert.equal(await daemon.stop(), 0);
  Deno.removeSync(dir, { recursive: true });
});
