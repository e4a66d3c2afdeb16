import assert from "node:assert/strict";
import { daemonDir, spawnLauncher, startDaemon, waitFor } from "./_daemon.ts";

Deno.test("the daemon answers, and leaves nothing behind when it is told to end", async () => {
  const dir = daemonDir();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const pid_file = `${dir}/cortexd.pid`;
    await using daemon = await startDaemon({ dir, args: ["--pid-file", pid_file] });
    assert.equal(Deno.readTextFileSync(pid_file), `${daemon.pid}\n`);
    assert.deepEqual(await daemon.get("daemon.ping", "/v1/ping"), { pong: true });
    const status = await waitFor("the end of the start", async () => {
      const status = await daemon.get("daemon.status", "/v1/status");
      return status.state === "running" ? status : undefined;
    });
    assert.equal(status.sockets.length, 2);
    assert.equal((Deno.statSync(daemon.http_socket).mode ?? 0) & 0o777, 0o660);
    assert.equal(await daemon.stop(signal), 0);
    assert.throws(() => Deno.lstatSync(daemon.http_socket), Deno.errors.NotFound);
    assert.throws(() => Deno.lstatSync(daemon.raw_socket), Deno.errors.NotFound);
    assert.throws(() => Deno.lstatSync(pid_file), Deno.errors.NotFound);
  }
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("a second daemon on the same folders says who holds them and exits 1", async () => {
  const dir = daemonDir();
  await using first = await startDaemon({ dir });
  for (const [socket, state] of [["run", "other"], ["other", "state"]]) {
    const second = await spawnLauncher([
      "daemon",
      "--socket-dir",
      `${dir}/${socket}`,
      "--state-dir",
      `${dir}/${state}`,
    ], { dir }).output();
    assert.equal(second.code, 1);
    assert.match(
      new TextDecoder().decode(second.stderr),
      new RegExp(`held by process ${first.pid}, since 20`),
    );
  }
  assert.deepEqual(await first.get("daemon.ping", "/v1/ping"), { pong: true });
  await first.stop();
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("a daemon that is told to end while it starts ends well, whenever that is", async () => {
  const dir = daemonDir();
  for (let round = 0; round < 5; round++) {
    // Answers before everything is started.
    await using daemon = await startDaemon({ dir });
    assert.equal(await daemon.stop(), 0);
    assert.doesNotMatch(daemon.output(), /ERROR|Cannot/);
  }
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("after kill -9 the next daemon replaces the dead one's sockets", async () => {
  const dir = daemonDir();
  await using first = await startDaemon({ dir });
  await first.stop("SIGKILL");
  Deno.lstatSync(first.http_socket);
  await using second = await startDaemon({ dir });
  assert.deepEqual(await second.get("daemon.ping", "/v1/ping"), { pong: true });
  assert.equal(await second.stop(), 0);
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("a bad reload keeps the old configuration and says so; a good one comes into force", async () => {
  const dir = daemonDir();
  Deno.mkdirSync(`${dir}/.cortex`);
  const file = `${dir}/.cortex/daemon.yaml`;
  Deno.writeTextFileSync(file, "log:\n  level: info\n");
  await using daemon = await startDaemon({ dir });
  const level = async () => (await daemon.get("config.get", "/v1/config?key=log.level")).items[0]?.value;

  Deno.writeTextFileSync(file, "log:\n  level: loud\n");
  await assert.rejects(daemon.post("daemon.reload", "/v1/daemon/reload"), (error: unknown) => {
    const { status, body } = error as { status: number; body: { error: { code: string; message: string } } };
    assert.equal(status, 422);
    assert.equal(body.error.code, "CONFIG_INVALID");
    assert.match(body.error.message, /daemon\.yaml:2: Cannot use "loud" for log\.level/);
    return true;
  });
  assert.equal(await level(), "info");

  Deno.writeTextFileSync(file, "log:\n  level: debug\nipc:\n  read_socket: true\n");
  Deno.kill(daemon.pid, "SIGHUP");
  await waitFor("the reload", async () => await level() === "debug" ? true : undefined);
  const read = await daemon.get("config.get", "/v1/config?key=ipc.read_socket");
  assert.equal(read.items[0]?.value, false, "what waits for a restart is not in force");
  assert.equal(await daemon.stop(), 0);
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("a wrong configuration or option ends the start with its message", async () => {
  const dir = daemonDir();
  const bad = `${dir}/bad.yaml`;
  Deno.writeTextFileSync(bad, "monitor:\n  interval_seconds: soon\n");
  for (
    const [args, code, text] of [
      [
        ["--config", bad],
        1,
        /bad\.yaml:2: Cannot use "soon" for monitor\.interval_seconds: it must be a number from 1/,
      ],
      [["--config", `${dir}/none.yaml`], 1, /it does not exist/],
      [["--log-lvl", "info"], 2, /did you mean --log-level/],
    ] as const
  ) {
    const out = await spawnLauncher([
      "daemon",
      "--state-dir",
      `${dir}/s`,
      "--socket-dir",
      `${dir}/r`,
      ...args,
    ], { dir })
      .output();
    assert.match(new TextDecoder().decode(out.stderr), text);
    assert.equal(out.code, code);
  }
  Deno.removeSync(dir, { recursive: true });
});
