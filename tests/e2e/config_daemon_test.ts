import assert from "node:assert/strict";
import type { OutputOf } from "../../src/contract/mod.ts";
import { type Daemon, daemonDir, spawnLauncher, startDaemon } from "./_daemon.ts";

const SET = "/v1/config/set";
const FILE = "# Ours\nlog:\n  level: info # quiet\n";

async function withDaemon(
  options: { readonly file?: string; readonly env?: Record<string, string> },
  work: (daemon: Daemon, file: string) => Promise<void>,
): Promise<void> {
  const dir = daemonDir();
  const file = `${dir}/.cortex/daemon.yaml`;
  if (options.file !== undefined) {
    Deno.mkdirSync(`${dir}/.cortex`);
    Deno.writeTextFileSync(file, options.file);
  }
  await using daemon = await startDaemon({ dir, ...(options.env === undefined ? {} : { env: options.env }) });
  await work(daemon, file);
  assert.equal(await daemon.stop(), 0);
  Deno.removeSync(dir, { recursive: true });
}

Deno.test("a setting is changed through the daemon, which says when it comes into force", async () => {
  await withDaemon({ file: FILE, env: { CORTEX__IPC__MAX_WAITING: "7" } }, async (daemon, file) => {
    const set = async (key: string, value: string | number | null) => {
      const done = await daemon.post("config.set", SET, { key, value });
      return [done.effect, done.setting.value];
    };
    assert.deepEqual(await set("log.level", "debug"), ["live", "debug"]);
    assert.equal(Deno.readTextFileSync(file), FILE.replace("info", "debug"));
    assert.deepEqual(await set("log.level", "debug"), ["unchanged", "debug"]);
    assert.deepEqual(await set("monitor.interval_seconds", "5"), ["worker", 5]);
    assert.deepEqual(await set("ipc.read_socket", "true"), ["restart", false]);
    assert.deepEqual(await set("ipc.max_waiting", 9), ["shadowed", 7]);
    assert.deepEqual(await set("log.level", null), ["live", "info"]);
    assert.deepEqual(await set("log.levels.ipc", "debug"), ["live", "debug"]);
    assert.deepEqual(await set("log.levels.ipc", "debug"), ["unchanged", "debug"]);
    assert.deepEqual(await set("log.levels.ipc", null), ["live", null]);
    await assert.rejects(set("log.levels.icp", "debug"), /did you mean log\.levels\.ipc/);
  });
});

Deno.test("the first setting makes the user's folder and file", async () => {
  await withDaemon({}, async (daemon, file) => {
    await daemon.post("config.set", SET, { key: "log.level", value: "warning" });
    assert.equal((Deno.statSync(file).mode ?? 0) & 0o777, 0o600);
    assert.match(Deno.readTextFileSync(file), /log:\n {2}level: warning\n/);
    const { items } = await daemon.get("events.list", "/v1/events/list?types=config.set");
    assert.deepEqual(items.map((one) => [one.subject, one.data["file"], one.data["effect"]]), [
      ["log.level", file, "live"],
    ]);
    assert.equal(typeof items[0]?.data["request_id"], "string");
    assert(!("value" in (items[0]?.data ?? {})), "it may be a secret");
  });
});

Deno.test("settings that are set at the same moment are all kept", async () => {
  await withDaemon({ file: FILE }, async (daemon) => {
    const keys = ["max_running", "max_waiting", "raw_max_connections", "operation_timeout_ms"];
    await Promise.all(
      keys.map((key, index) => daemon.post("config.set", SET, { key: `ipc.${key}`, value: 200 + index })),
    );
    const { items } = await daemon.get("config.get", "/v1/config?key=ipc");
    assert.deepEqual(keys.map((key) => items.find((one) => one.key === `ipc.${key}`)?.value), [
      200,
      201,
      202,
      203,
    ]);
  });
});

Deno.test("a daemon whose settings may not be changed says so, and could not write the file", async () => {
  await withDaemon({ file: `config:\n  editable: never\n${FILE}` }, async (daemon, file) => {
    await assert.rejects(
      daemon.post("config.set", SET, { key: "log.level", value: "debug" }),
      (error: unknown) => {
        const { status, body } = error as { status: number; body: { error: { message: string } } };
        assert.equal(status, 403);
        assert.match(body.error.message, /config\.editable does not allow it; edit .*daemon\.yaml/);
        return true;
      },
    );
    const { items } = await daemon.get("daemon.permissions", "/v1/permissions");
    const may = items.flatMap((row) => row.may);
    assert.deepEqual(may.filter((grant) => grant.startsWith("write:") && grant.includes(".cortex")), []);
    assert.match(Deno.readTextFileSync(file), /level: info/);
  });
});

Deno.test("a text is checked, and so is what a reload would read", async () => {
  await withDaemon({ file: FILE }, async (daemon, file) => {
    const validate = (body: { text?: string } = {}) =>
      daemon.post("config.validate", "/v1/config/validate", body);
    assert.deepEqual(await validate(), { valid: true, problems: [], files: [file] });
    const { valid, problems } = await validate({ text: "ipc:\n  max_runing: 1\n" });
    assert.deepEqual([valid, problems.map(({ origin, valid }) => [origin, valid])], [false, [[
      "text:2",
      "max_running",
    ]]]);
    Deno.writeTextFileSync(file, "log: [\n");
    assert.equal((await validate()).valid, false);
    const schema: OutputOf<"config.schema"> = await daemon.get("config.schema", "/v1/config/schema");
    assert.equal(schema.type, "object");
  });
});

Deno.test("a file of the original is read, and what it asks for in vain stands in the log", async () => {
  const dir = daemonDir();
  Deno.mkdirSync(`${dir}/.cortex`);
  Deno.writeTextFileSync(
    `${dir}/.cortex/daemon.conf`,
    "socket_path: /run/cortex.sock\nmonitoring_interval_seconds: 300\n",
  );
  await using daemon = await startDaemon({ dir });
  const { items } = await daemon.get("config.get", "/v1/config?key=monitor.interval_seconds");
  assert.deepEqual([items[0]?.value, items[0]?.origin], [300, `${dir}/.cortex/daemon.conf:2`]);
  assert.match(daemon.output(), /daemon\.conf:1: Not carried over: socket_path/);
  assert.equal(await daemon.stop(), 0);
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("a file of a newer version ends the start with its message", async () => {
  const dir = daemonDir();
  const file = `${dir}/new.yaml`;
  Deno.writeTextFileSync(file, "version: 2\n");
  const { code, stderr } = await spawnLauncher(["daemon", "--state-dir", `${dir}/s`, "--config", file], {
    dir,
  })
    .output();
  assert.equal(code, 1);
  assert.match(new TextDecoder().decode(stderr), /new\.yaml:1: .*version 2 is newer than 1/);
  Deno.removeSync(dir, { recursive: true });
});
