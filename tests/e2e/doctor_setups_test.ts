import assert from "node:assert/strict";
import { CORTEX } from "../../src/core/invocation.ts";
import { health, status } from "../unit/cli/_samples.ts";
import { startFakeDaemon } from "./_fake_daemon.ts";
import { ground, run, states } from "./_doctor.ts";

const VERSION = { name: "cortexd", version: "0.1.0", api: "v1" } as const;

/** A socket whose daemon has ended: the kernel leaves the file. */
function staleSocket(path: string): void {
  const bound = `${path}.bound`;
  const listener = Deno.listen({ transport: "unix", path: bound });
  Deno.renameSync(bound, path);
  listener.close();
}

Deno.test("no socket: how to start a daemon there", async () => {
  using place = ground();
  const [found] = await place.look("socket");
  assert.equal(found?.state, "wrong");
  assert.match(found.message, /no daemon runs/);
  assert.deepEqual(found.mend, [`deno task start --socket-dir ${place.socket_dir}`]);
});

Deno.test("a stale socket: it is removed", async () => {
  using place = ground();
  staleSocket(`${place.socket_dir}/http.sock`);
  const [found] = await place.look("socket");
  assert.match(found?.message ?? "", /Nobody listens/);
  await run(found?.mend.slice(0, 1) ?? []);
  assert.match((await place.look("socket"))[0]?.message ?? "", /There is no socket/);
});

Deno.test("something else has the socket's name", async () => {
  using place = ground();
  Deno.mkdirSync(`${place.socket_dir}/http.sock`);
  const [found] = await place.look("socket");
  assert.match(found?.message ?? "", /is no socket/);
  await run(found?.mend.slice(0, 1) ?? []);
  assert.match((await place.look("socket"))[0]?.message ?? "", /There is no socket/);
});

Deno.test("a socket that is open to everybody, or closed to its group", async () => {
  using place = ground();
  const path = `${place.socket_dir}/http.sock`;
  staleSocket(path);
  for (const mode of [0o666, 0o600]) {
    Deno.chmodSync(path, mode);
    const [found] = await place.look("socket-rights");
    assert.equal(found?.state, "wrong");
    await run(found.mend);
    assert.deepEqual(states(await place.look("socket-rights")), ["ok"]);
  }
});

Deno.test("a system's socket of another group, and a group that is not there", async () => {
  using place = ground();
  const path = `${place.socket_dir}/http.sock`;
  staleSocket(path);
  Deno.chmodSync(path, 0o660);
  const gid = Deno.lstatSync(path).gid ?? 0;
  const group_file = `${place.dir}/group`;
  const { start } = await place.site();
  const system = { group_file, start: { ...start, paths: { ...start.paths, scope: "system" as const } } };

  Deno.writeTextFileSync(group_file, `root:x:0:\ncortex:x:${gid + 1}:\n`);
  const [other] = await place.look("socket-rights", { ...system, uid: 1000 });
  assert.match(other?.message ?? "", new RegExp(`belongs to group ${gid} instead of cortex`));
  assert.deepEqual(other?.mend, [`sudo chgrp cortex ${path}`]);

  Deno.writeTextFileSync(group_file, "root:x:0:\n");
  const [none] = await place.look("socket-rights", { ...system, uid: 0 });
  assert.deepEqual(none?.mend, ["groupadd --system cortex", "systemctl restart cortexd"]);

  Deno.writeTextFileSync(group_file, `cortex:x:${gid}:\n`);
  assert.deepEqual(states(await place.look("socket-rights", system)), ["ok"]);
});

for (const [check, folder] of [["state-folder", "state"], ["socket-folder", "run"]] as const) {
  Deno.test(`${check}: read-only, open to others, somebody else's, a link`, async () => {
    using place = ground();
    const path = `${place.dir}/${folder}`;
    const look = () => place.look(check);
    assert.deepEqual(states(await look()), ["ok"]);
    for (const [mode, text] of [[0o500, /is read-only/], [0o755, /is open to others/]] as const) {
      Deno.chmodSync(path, mode);
      const [found] = await look();
      assert.match(found?.message ?? "", text);
      await run(found?.mend ?? []);
      assert.deepEqual(states(await look()), ["ok"]);
    }
    const uid = (Deno.uid() ?? 0) + 1;
    const [foreign] = await place.look(check, { uid });
    assert.deepEqual(foreign?.mend, [`sudo chown -R ${uid} ${path}`]);

    Deno.renameSync(path, `${path}.real`);
    Deno.symlinkSync(`${path}.real`, path);
    const [link] = await look();
    assert.match(link?.message ?? "", /is no folder of its own/);
    await run(link?.mend ?? []);
    assert.deepEqual(states(await look()), ["skipped"]);
  });
}

Deno.test("a configuration that is not valid: file and line are opened", async () => {
  using place = ground("log:\n  level: loud\n");
  const [found] = await place.look("configuration");
  assert.match(found?.message ?? "", /Cannot use "loud" for log\.level/);
  assert.deepEqual(found?.mend, [`\${EDITOR:-vi} +2 ${place.config}`, `${CORTEX} config validate`]);
  Deno.writeTextFileSync(place.config, "log:\n  level: info\n");
  assert.deepEqual(states(await place.look("configuration")), ["ok"]);
  const start = { ...(await place.site()).start };
  Deno.writeTextFileSync(`${place.dir}/.env`, "CORTEX__LOG__LEVL=debug\n");
  const [misspelt] = await place.look("configuration", {
    start: { ...start, paths: { ...start.paths, dotenv: `${place.dir}/.env` } },
  });
  assert.equal(misspelt?.mend[0], `\${EDITOR:-vi} +/CORTEX__LOG__LEVL ${place.dir}/.env`);
});

Deno.test("a bind mount that is missing", async () => {
  using place = ground();
  assert.deepEqual(states(await place.look("host-root")), ["skipped"]);
  Deno.writeTextFileSync(place.config, `host:\n  root: ${place.dir}/host\n`);
  const [found] = await place.look("host-root");
  assert.match(found?.message ?? "", /bind mount is missing/);
  assert.match(found?.mend[1] ?? "", /^sudo mount --bind -o ro \/proc .*\/host\/proc$/);
  Deno.mkdirSync(`${place.dir}/host/proc`, { recursive: true });
  Deno.writeTextFileSync(`${place.dir}/host/proc/stat`, "cpu 1\n");
  assert.deepEqual(states(await place.look("host-root")), ["ok"]);
});

Deno.test("a unit without a watchdog gets one", async () => {
  using place = ground();
  const unit_folders = [`${place.dir}/etc`, `${place.dir}/lib`];
  for (const folder of unit_folders) Deno.mkdirSync(folder);
  const look = () => place.look("watchdog", { unit_folders });
  assert.deepEqual(states(await look()), ["skipped"]);
  Deno.writeTextFileSync(
    `${place.dir}/lib/cortexd.service`,
    "[Service]\nType=notify\n[Other]\nWatchdogSec=9\n",
  );
  const [found] = await look();
  assert.equal(found?.state, "wrong");
  await run(found.mend.slice(0, 2));
  assert.match((await look())[0]?.message ?? "", /has a watchdog of 30/);
  Deno.writeTextFileSync(`${place.dir}/etc/cortexd.service`, "[Service]\nWatchdogSec=30\nWatchdogSec=0\n");
  Deno.removeSync(`${place.dir}/etc/cortexd.service.d`, { recursive: true });
  assert.deepEqual(states(await look()), ["wrong"]);
});

Deno.test("a damaged database, before any start", async () => {
  using place = ground();
  assert.deepEqual(states(await place.look("store")), ["skipped"]);
  const file = `${place.state_dir}/cortex.db`;
  Deno.writeTextFileSync(file, "no database at all");
  assert.match((await place.look("store"))[0]?.message ?? "", /is no database any more/);
  Deno.writeTextFileSync(file, "SQLite format 3\0 and more");
  assert.deepEqual(states(await place.look("store")), ["ok"]);
});

Deno.test("a daemon under an old Deno, and an old Deno here", async () => {
  using place = ground();
  await using _ = startFakeDaemon({
    "daemon.version": () => ({ ...VERSION, deno: "2.7.11" }),
  }, place.socket_dir);
  const [found] = await place.look("deno");
  assert.match(found?.message ?? "", /The daemon runs under Deno 2\.7\.11: 2\.9\.0 is needed/);
  assert.equal(found?.mend[0], "deno upgrade");
  assert.deepEqual(states(await place.look("deno", { deno: "1.46.3" })), ["wrong", "wrong"]);
  assert.deepEqual(states(await place.look("deno", { answers: null, deno: "2.10.0" })), ["ok"]);
});

Deno.test("a clock before this program's time, one set back, a boot in the future", async () => {
  using place = ground();
  const hour = 3_600_000;
  let started = Date.now() - hour;
  let booted = started;
  await using _ = startFakeDaemon({
    "daemon.status": () => ({ ...status, started_at: new Date(started).toISOString(), uptime_seconds: 3600 }),
    "health.get": () => ({ ...health, host: { ...health.host, boot_at: new Date(booted).toISOString() } }),
  }, place.socket_dir);
  assert.deepEqual(states(await place.look("clock")), ["ok"]);
  started += 2 * hour;
  const [back] = await place.look("clock");
  assert.match(back?.message ?? "", /was set back by (2 h|1 h 59 min)/);
  assert.equal(back?.mend[0], "sudo timedatectl set-ntp true");
  started -= 2 * hour;
  booted += 5 * hour;
  assert.match((await place.look("clock"))[0]?.message ?? "", /but the host was booted at/);
  assert.match((await place.look("clock", { now_ms: 0 }))[0]?.message ?? "", /before this program was made/);
});

Deno.test("a part that does not work is named with its reason", async () => {
  using place = ground();
  const part = {
    name: "monitor",
    state: "unhealthy" as const,
    restarts: 3,
    last_heartbeat_at: null,
    heap_bytes: null,
    message: "gave up",
  };
  await using _ = startFakeDaemon(
    { "daemon.status": () => ({ ...status, subsystems: [part] }) },
    place.socket_dir,
  );
  assert.equal((await place.look("parts"))[0]?.message, "The part monitor is unhealthy: gave up");
});
