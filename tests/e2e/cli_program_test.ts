import assert from "node:assert/strict";
import { CortexError, healthGet, type OutputOf } from "../../src/contract/mod.ts";
import { alerts, health } from "../unit/cli/_samples.ts";
import { newFolder, startFakeDaemon } from "./_fake_daemon.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
/** The task of deno.json, so that it is tested with exactly its permissions. */
const [, ...TASK]: string[] = JSON.parse(Deno.readTextFileSync(`${ROOT}deno.json`)).tasks.cortex.split(" ");
const counts = { info: 0, warning: 2, error: 0, critical: 1 };

/** Environment for a command, without anything of the outer one that it could take up. */
function environment(more: Readonly<Record<string, string>>): Record<string, string> {
  const kept = ["PATH", "HOME", "DENO_DIR"].flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(kept), ...more };
}

/** Runs a program to its end, in the folder of the project. */
async function runProgram(
  program: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
) {
  const { code, stdout, stderr } = await new Deno.Command(program, {
    args: [...args],
    cwd: ROOT,
    clearEnv: true,
    env: environment(more),
    stdin: "null",
  }).output();
  return { code, out: new TextDecoder().decode(stdout), err: new TextDecoder().decode(stderr) };
}

const cortex = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runProgram(Deno.execPath(), [...TASK, ...args], env);

const page = (cursor: string | undefined): OutputOf<"alerts.list"> => {
  const index = Number(cursor ?? 0);
  return {
    items: alerts.slice(index, index + 1),
    next_cursor: index + 1 < alerts.length ? String(index + 1) : null,
    counts,
  };
};

Deno.test("the answer of a daemon, for people and for programs", async () => {
  await using daemon = startFakeDaemon({ "health.get": () => health });
  const text = await cortex(["health", "--socket-dir", daemon.socket_dir]);
  assert.deepEqual([text.code, text.err], [0, ""]);
  assert.match(text.out, /^ledger {2}Debian/);
  // No colour and nothing cut where the output is no terminal.
  assert.ok(!text.out.includes("\x1b") && !text.out.includes("…"), text.out);
  const json = await cortex(["--json", "--socket-dir", daemon.socket_dir, "health"]);
  assert.deepEqual(JSON.parse(json.out), health);
});

Deno.test("who silences alerts, and who ends that, is told to the daemon", async () => {
  const silence = (by: string | undefined) => ({
    id: "00000000-0000-4000-8000-000000000001",
    reason: "Release",
    by: by ?? "",
    started_at: "2026-11-21T12:00:00.000Z",
    until: "2026-11-21T14:00:00.000Z",
  });
  await using daemon = startFakeDaemon({
    "alerts.silence": ({ by }) => silence(by),
    "alerts.unsilence": ({ by }) => silence(by),
  });
  const env = { CORTEX_SOCKET_DIR: daemon.socket_dir, USER: "ann" };
  for (
    const args of [
      ["alerts", "silence", "*", "--for", "2h", "--reason", "Release"],
      ["alerts", "unsilence", silence("").id],
    ]
  ) {
    const { code, out, err } = await cortex([...args, "--json"], env);
    assert.deepEqual([code, err], [0, ""]);
    assert.equal(JSON.parse(out).by, "ann");
  }
});

Deno.test("a list as JSON is one document of all pages", async () => {
  await using daemon = startFakeDaemon({ "alerts.list": ({ cursor }) => page(cursor) });
  const { out } = await cortex(["alerts", "--json", "--socket-dir", daemon.socket_dir]);
  assert.deepEqual(JSON.parse(out), { items: alerts, next_cursor: null, counts });
  assert.equal(daemon.asked.length, 3);
});

Deno.test("where the daemon is comes from the option, else from the environment", async () => {
  await using daemon = startFakeDaemon({ "daemon.ping": () => ({ pong: true }) });
  const { code, out } = await cortex(["ping"], { CORTEX_SOCKET_DIR: daemon.socket_dir });
  assert.deepEqual([code, out.startsWith(`pong from ${daemon.socket} in `)], [0, true]);
  const elsewhere = await cortex(["ping", "--socket-dir", newFolder()], {
    CORTEX_SOCKET_DIR: daemon.socket_dir,
  });
  assert.equal(elsewhere.code, 3);
});

Deno.test("no daemon: every socket that was tried, how to start one, exit 3", async () => {
  const folder = newFolder();
  const { code, out, err } = await cortex(["health", "--instance", "nobody"], { XDG_RUNTIME_DIR: folder });
  assert.deepEqual([code, out], [3, ""]);
  for (const path of [`${folder}/cortex/nobody/http.sock`, "/run/cortex/nobody/http.sock"]) {
    assert.ok(err.includes(`${path} (`), err);
  }
  assert.match(err, /deno task start/);
});

Deno.test("the failure of an operation decides the exit code", async () => {
  await using daemon = startFakeDaemon({
    "config.get": () => {
      throw new CortexError("NOT_FOUND", 'Cannot find the setting "log.levl"');
    },
  });
  const { code, err } = await cortex(["config", "show", "log.levl", "--socket-dir", daemon.socket_dir]);
  assert.deepEqual([code, err], [5, 'cortex: Cannot find the setting "log.levl"\n']);
});

Deno.test("$COLUMNS sets the width", async () => {
  await using daemon = startFakeDaemon({ "alerts.list": ({ cursor }) => page(cursor) });
  const { out } = await cortex(["alerts", "--socket-dir", daemon.socket_dir], { COLUMNS: "60" });
  for (const line of out.split("\n")) assert.ok(line.length <= 60, line);
  assert.match(out, /…/);
});

Deno.test("a reader that leaves early is no failure", async () => {
  const many = Array.from({ length: 500 }, () => alerts[0]).flatMap((one) => one === undefined ? [] : [one]);
  let left = 20;
  await using daemon = startFakeDaemon({
    "alerts.list": () => ({ items: many, next_cursor: left-- > 0 ? String(left) : null, counts }),
  });
  // The exit code of cortex itself goes to standard error, as the pipe's is that of head.
  const { out, err } = await runProgram("sh", [
    "-c",
    '("$@"; echo "exit $?" >&2) | head -c 1',
    "sh",
    Deno.execPath(),
    ...TASK,
    "alerts",
    "--json",
    "--socket-dir",
    daemon.socket_dir,
  ]);
  assert.deepEqual([out, err], ["{", "exit 0\n"]);
});

Deno.test("configuration files are checked without a daemon", async () => {
  const folder = newFolder();
  const good = `${folder}/good.yaml`;
  const bad = `${folder}/bad.yaml`;
  Deno.writeTextFileSync(good, "log:\n  level: debug\n");
  Deno.writeTextFileSync(bad, "log:\n  level: loud\n");
  const valid = await cortex(["config", "validate", good, "--json"]);
  assert.deepEqual([valid.code, JSON.parse(valid.out)], [0, { valid: true, files: [good] }]);
  const invalid = await cortex(["config", "validate", bad]);
  assert.deepEqual([invalid.code, invalid.out], [1, ""]);
  for (const part of [bad, "2", "log.level", "loud", "debug"]) {
    assert.ok(invalid.err.includes(part), invalid.err);
  }
  const missing = await cortex(["config", "validate", `${folder}/none.yaml`]);
  assert.notEqual(missing.code, 0);
});

Deno.test("health --local reads this host where no daemon runs, by the daemon's own worker", async () => {
  const folder = newFolder();
  const { code, out, err } = await cortex(["health", "--local", "--json"], {
    XDG_RUNTIME_DIR: folder,
  });
  assert.equal(code, 0, err);
  const local = healthGet.output().parse(JSON.parse(out));
  const { out: meminfo } = await runProgram("cat", ["/proc/meminfo"]);
  const [, total] = /^MemTotal: +(\d+) kB$/m.exec(meminfo) ?? [];
  assert.equal(local.memory?.total_bytes, Number(total) * 1024);
  assert.deepEqual(local.collectors.filter(({ state }) => state === "failed"), []);
  assert.deepEqual([local.store.state, local.subsystems], ["memory", []]);
});
