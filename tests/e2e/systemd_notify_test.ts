import assert from "node:assert/strict";
import { daemonDir, startDaemon, waitFor } from "./_daemon.ts";
import { listen } from "./_manager.ts";

/** CLOCK_MONOTONIC never runs ahead of the time since boot. */
function uptimeUsec(): number {
  const { stdout } = new Deno.Command("cat", { args: ["/proc/uptime"] }).outputSync();
  return Number.parseFloat(new TextDecoder().decode(stdout)) * 1e6;
}

/** A folder for one daemon and the manager's socket, gone with the block. */
function folder(): { readonly dir: string } & Disposable {
  const dir = daemonDir();
  return { dir, [Symbol.dispose]: () => Deno.removeSync(dir, { recursive: true }) };
}

Deno.test("the service manager is told of start, readiness, life, reload and end, in that order", async () => {
  using place = folder();
  const { dir } = place;
  await using manager = listen(`${dir}/manager.sock`);
  const env = { NOTIFY_SOCKET: `${dir}/manager.sock`, WATCHDOG_USEC: "300000" };
  await using daemon = await startDaemon({ dir, env });

  const ready = await manager.await("READY=1");
  assert.match(manager.messages[0]?.join(" ") ?? "", /^EXTEND_TIMEOUT_USEC=\d+ STATUS=Opening/);
  assert.match(manager.messages[ready]?.[1] ?? "", /^STATUS=Running; /);
  const { last_sample_at } = await daemon.get("daemon.status", "/v1/status");
  assert(last_sample_at !== null, "ready means that there is a sample");
  assert(manager.find("WATCHDOG=1") === -1 || manager.find("WATCHDOG=1") > ready);
  await manager.await("WATCHDOG=1", ready);

  const before = uptimeUsec();
  Deno.kill(daemon.pid, "SIGHUP");
  const reloading = await manager.await("RELOADING=1", ready);
  const [, moment = ""] = /^MONOTONIC_USEC=(\d+)$/.exec(manager.messages[reloading]?.[1] ?? "") ?? [];
  assert(Number(moment) >= before && Number(moment) < uptimeUsec() + 1e6, moment);
  await manager.await("READY=1", reloading);

  assert.equal(await daemon.stop("SIGTERM"), 0);
  const stopping = await manager.await("STOPPING=1");
  assert.equal(manager.messages.length - 1, stopping, "nothing after it");
  assert.deepEqual([...Deno.readDirSync(`${dir}/run`)].filter(({ name }) => name === ".notify"), []);
});

Deno.test("a reload that is refused ends too, and a manager without a watchdog gets no signs of life", async () => {
  using place = folder();
  const { dir } = place;
  await using manager = listen(`${dir}/manager.sock`);
  await using daemon = await startDaemon({ dir, env: { NOTIFY_SOCKET: `${dir}/manager.sock` } });
  const ready = await manager.await("READY=1");
  Deno.mkdirSync(`${dir}/.cortex`, { recursive: true });
  Deno.writeTextFileSync(`${dir}/.cortex/daemon.yaml`, "log:\n  level: loud\n");
  Deno.kill(daemon.pid, "SIGHUP");
  await manager.await("READY=1", await manager.await("RELOADING=1", ready));
  assert.equal(manager.find("WATCHDOG=1"), -1);
});

Deno.test("a daemon that has other permissions than the table answers, but is never ready", async () => {
  using place = folder();
  const { dir } = place;
  await using manager = listen(`${dir}/manager.sock`);
  const env = { NOTIFY_SOCKET: `${dir}/manager.sock`, HOME: dir, NO_COLOR: "1" };
  const main = new URL("../../main.ts", import.meta.url).pathname;
  const args = [
    "run",
    "--quiet",
    ...["read", "write", "env", "net", "sys", "ffi", "run"].map((kind) => `--allow-${kind}`),
    main,
    "--user",
    `--socket-dir=${dir}/run`,
    `--state-dir=${dir}/s`,
  ];
  const child = new Deno.Command(Deno.execPath(), { args, env, stdout: "null", stderr: "null" }).spawn();
  const refused = "STATUS=Not ready: the permissions differ from the table, see the log";
  await manager.await(refused);
  assert.equal(manager.find("READY=1"), -1);
  child.kill("SIGTERM");
  assert.equal((await child.status).code, 0);
});

Deno.test("an abstract address is named in the log and left out", async () => {
  using place = folder();
  const { dir } = place;
  await using daemon = await startDaemon({ dir, env: { NOTIFY_SOCKET: "@/cortex/test" } });
  await waitFor("the log", () => Promise.resolve(daemon.output().includes("@/cortex/test") || undefined));
  assert.equal(await daemon.stop(), 0);
});
