import assert from "node:assert/strict";
import { DAEMON_ENV } from "../../cli/launch/daemon.ts";
import type { OutputOf } from "../../src/contract/mod.ts";
import { daemonDir, spawnLauncher, waitFor } from "./_daemon.ts";

interface Told {
  readonly pid: number;
  readonly already?: boolean;
  readonly log: string;
  readonly previous_stop?: OutputOf<"daemon.status">["previous_stop"];
  readonly sockets: readonly { readonly name: string; readonly path: string }[];
}

/** Runs `cortex daemon …` on folders of its own. */
function daemon(dir: string, ...args: string[]) {
  return daemonWith({}, dir, ...args);
}

async function daemonWith(env: Readonly<Record<string, string>>, dir: string, ...args: string[]) {
  const folders = [
    `--socket-dir=${dir}/run`,
    ...(args[0]?.endsWith("start") && !args.some((arg) => arg.startsWith("--state-dir"))
      ? [`--state-dir=${dir}/state`]
      : []),
  ];
  const { code, stdout, stderr } = await spawnLauncher(["cli", "daemon", ...args, ...folders, "--json"], {
    dir,
    env,
  })
    .output();
  const text = new TextDecoder();
  const told = code === 0 ? JSON.parse(text.decode(stdout)) as Told : null;
  return { code, told, stderr: text.decode(stderr) };
}

function runs(pid: number): boolean {
  return new Deno.Command("/bin/sh", {
    args: ["-c", `kill -0 ${pid} && ! grep -q '^State:.Z' /proc/${pid}/status`],
  })
    .outputSync().success;
}

/** What a process was started with, each `NAME=value` (proc_pid_environ(5)). */
function environment(pid: number): string[] {
  const { stdout } = new Deno.Command("/bin/cat", { args: [`/proc/${pid}/environ`] }).outputSync();
  return new TextDecoder().decode(stdout).split("\0");
}

Deno.test("a daemon is started in the background, found running, restarted and ended", async () => {
  const dir = daemonDir();
  const started = await daemon(dir, "start");
  assert.equal(started.code, 0, started.stderr);
  const first = started.told?.pid ?? 0;
  assert.deepEqual(started.told?.sockets.map(({ path }) => path), [
    `${dir}/run/http.sock`,
    `${dir}/run/cortex.sock`,
  ]);
  const lines = Deno.readTextFileSync(`${dir}/state/daemon.log`).trim().split("\n");
  assert.equal(JSON.parse(lines.at(-1) ?? "").message, "Ready", "nothing but the log is in the log");
  assert.equal((Deno.statSync(`${dir}/state/daemon.log`).mode ?? 0) & 0o777, 0o600);
  const env = environment(first);
  for (const pair of Object.entries(DAEMON_ENV)) assert.ok(env.includes(pair.join("=")), pair.join("="));

  const again = await daemon(dir, "start");
  assert.deepEqual([again.told?.pid, again.told?.already], [first, true]);

  const restarted = (await daemon(dir, "restart")).told?.pid ?? 0;
  assert.notEqual(restarted, first);
  assert.equal(runs(first), false);

  assert.deepEqual((await daemon(dir, "stop")).told?.pid, restarted);
  assert.equal(runs(restarted), false);
  assert.equal((await daemon(dir, "stop")).code, 3, "there is none to end");
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("a pid file stays with the daemon over a restart", async () => {
  const dir = daemonDir();
  const pid_file = `${dir}/cortexd.pid`;
  const written = () => Number(Deno.readTextFileSync(pid_file));
  const started = await daemon(dir, "start", `--pid-file=${pid_file}`);
  assert.equal(started.code, 0, started.stderr);
  assert.equal(written(), started.told?.pid);
  const restarted = await daemon(dir, "restart");
  assert.equal(restarted.code, 0, restarted.stderr);
  assert.notEqual(restarted.told?.pid, started.told?.pid);
  assert.equal(written(), restarted.told?.pid);
  assert.equal((await daemon(dir, "stop")).code, 0);
  assert.throws(() => Deno.statSync(pid_file), Deno.errors.NotFound);
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("a restart that would go on with another state or configuration is refused, and the daemon goes on", async () => {
  const dir = daemonDir();
  const config = `${dir}/own.yaml`;
  Deno.writeTextFileSync(config, "log: { level: warning }\n");
  const started = await daemonWith({ CORTEX_CONFIG: config }, dir, "start");
  assert.equal(started.code, 0, started.stderr);
  const elsewhere = await daemonWith({ CORTEX_CONFIG: config }, dir, "restart", `--state-dir=${dir}/other`);
  assert.deepEqual(
    [elsewhere.code, /state\/cortex\.db.*; give the --state-dir/.test(elsewhere.stderr)],
    [
      2,
      true,
    ],
  );
  const unset = await daemon(dir, "restart");
  assert.deepEqual([unset.code, unset.stderr.includes(`set CORTEX_CONFIG=${config}`)], [2, true]);
  const restarted = await daemonWith({ CORTEX_CONFIG: config }, dir, "restart");
  assert.notEqual(restarted.told?.pid, started.told?.pid, restarted.stderr);
  assert.deepEqual((await daemon(dir, "stop")).told?.pid, restarted.told?.pid);
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("what a daemon in the background prints is put aside when it is full", async () => {
  const dir = daemonDir();
  const env = { CORTEX__LOG__FILE_MAX_BYTES: "4096", CORTEX__LOG__FILES: "2" };
  assert.equal((await daemonWith(env, dir, "start")).code, 0);
  const names = () =>
    [...Deno.readDirSync(`${dir}/state`)].map(({ name }) => name).filter((name) =>
      name.startsWith("daemon.log")
    );
  const client = Deno.createHttpClient({ proxy: { transport: "unix", path: `${dir}/run/http.sock` } });
  await waitFor("the second file", async () => {
    // Writes a line of some KiB.
    await (await fetch("http://192.0.2.1/v1/daemon/dump", { client, method: "POST" })).body?.cancel();
    return names().length === 2 || undefined;
  });
  client.close();
  assert.equal((await daemon(dir, "stop")).code, 0);
  assert.deepEqual(names().sort(), ["daemon.log", "daemon.log.1"]);
  assert.match(Deno.readTextFileSync(`${dir}/state/daemon.log`), /Stopping|State of the daemon/);
  Deno.removeSync(dir, { recursive: true });
});

/** A compiled daemon is supervised by systemd. */
const supervised = { ignore: Deno.env.has("CORTEX_TEST_BIN") };

Deno.test(
  "a supervised daemon that is killed comes back; one that is ended does not",
  supervised,
  async () => {
    const dir = daemonDir();
    const first = (await daemon(dir, "start", "--supervise")).told?.pid ?? 0;
    assert(first > 0);
    Deno.kill(first, "SIGKILL");
    const next = await waitFor("the restart", async () => {
      const { told } = await daemon(dir, "status");
      return told !== null && told.pid !== first ? told.pid : undefined;
    });
    assert.match(
      Deno.readTextFileSync(`${dir}/state/daemon.log`),
      /The daemon ended with 137; it is started again/,
    );
    const { previous_stop } = (await daemon(dir, "status")).told ?? {};
    assert.deepEqual([previous_stop?.kind, previous_stop?.reason], ["signal", "Ended by SIGKILL"]);
    assert.equal((await daemon(dir, "stop")).told?.pid, next);
    assert.equal((await daemon(dir, "stop")).code, 3);
    Deno.removeSync(dir, { recursive: true });
  },
);

Deno.test("of two starts at once both find the one daemon that runs", async () => {
  const dir = daemonDir();
  const started = await Promise.all([daemon(dir, "start"), daemon(dir, "start")]);
  const [one, other] = started.map(({ told }) => told?.pid);
  assert(one !== undefined, started.map(({ stderr }) => stderr).join(""));
  assert.equal(one, other);
  assert.equal((await daemon(dir, "stop")).told?.pid, one);
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("a start that fails tells the end of its log", async () => {
  const dir = daemonDir();
  Deno.mkdirSync(`${dir}/.cortex`, { recursive: true });
  Deno.writeTextFileSync(`${dir}/.cortex/daemon.yaml`, "log:\n  level: loud\n");
  Deno.mkdirSync(`${dir}/state`, { mode: 0o700 });
  Deno.writeTextFileSync(`${dir}/state/daemon.log`, "of the run before\n");
  const { code, stderr } = await daemon(dir, "start");
  assert.equal(code, 1);
  assert.match(stderr, /Cannot start the daemon/);
  assert.match(stderr, /loud/);
  assert.doesNotMatch(stderr, /of the run before/);
  Deno.removeSync(dir, { recursive: true });
});
