import assert from "node:assert/strict";
import { daemonDump, type OutputOf } from "../../src/contract/mod.ts";
import { type Daemon, daemonDir, startDaemon, waitFor } from "./_daemon.ts";

type Dump = OutputOf<"daemon.dump">;

const logged = (daemon: Daemon, text: string) =>
  waitFor(`"${text}" in the log`, () => Promise.resolve(daemon.output().includes(text) || undefined));

Deno.test("SIGUSR1 dumps the state to the log and to a file for its owner only", async () => {
  const dir = daemonDir();
  await using daemon = await startDaemon({ dir });
  const file = `${dir}/state/dump.json`;
  Deno.kill(daemon.pid, "SIGUSR1");
  const read = await waitFor("the file", async () => JSON.parse(await Deno.readTextFile(file)) as Dump);
  const dump = daemonDump.output().parse(read);
  assert.equal(dump.status.pid, daemon.pid);
  assert.equal(dump.file, file);
  assert(dump.memory.heap_used_bytes > 0 && dump.memory.rss_bytes > dump.memory.heap_used_bytes);
  assert.equal((Deno.statSync(file).mode ?? 0) & 0o777, 0o600);
  await logged(daemon, "State of the daemon");
  await daemon.stop();
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("the operation dumps, too, with the last problems of the log; what cannot be written is said", async () => {
  const dir = daemonDir();
  await using daemon = await startDaemon({ dir });
  Deno.mkdirSync(`${dir}/.cortex`, { recursive: true });
  Deno.writeTextFileSync(`${dir}/.cortex/daemon.yaml`, "log:\n  level: loud\n");
  Deno.kill(daemon.pid, "SIGHUP");
  await logged(daemon, "Configuration not reloaded");
  const dump = await daemon.post("daemon.dump", "/v1/daemon/dump");
  assert(
    dump.problems.some(({ level, component, message }) =>
      level === "error" && component === "config" && message.includes("loud")
    ),
  );
  assert.equal(dump.status.requests.total >= 1, true);
  Deno.mkdirSync(`${dir}/state/dump.json.new`);
  assert.equal((await daemon.post("daemon.dump", "/v1/daemon/dump")).file, null);
  await daemon.stop();
  Deno.removeSync(dir, { recursive: true });
});

Deno.test("SIGUSR2 turns debug logging on and off, across a reload; SIGPIPE is ignored", async () => {
  const dir = daemonDir();
  await using daemon = await startDaemon({ dir });
  Deno.kill(daemon.pid, "SIGPIPE");
  Deno.kill(daemon.pid, "SIGUSR2");
  await logged(daemon, "Debug logging is on");
  Deno.kill(daemon.pid, "SIGHUP");
  await logged(daemon, "Configuration reloaded");
  Deno.kill(daemon.pid, "SIGUSR2");
  await logged(daemon, "Debug logging is off");
  assert.deepEqual(await daemon.get("daemon.ping", "/v1/ping"), { pong: true });
  assert.equal(await daemon.stop(), 0);
  Deno.removeSync(dir, { recursive: true });
});
