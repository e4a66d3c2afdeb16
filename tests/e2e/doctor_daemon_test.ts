import assert from "node:assert/strict";
import { CORTEX } from "../../src/core/invocation.ts";
import { daemonLaunch } from "../../cli/launch/daemon.ts";
import { type Ground, ground, run, states } from "./_doctor.ts";
import { spawnLauncher, startDaemon, waitFor } from "./_daemon.ts";

/** Starts a real daemon in a place. */
const start = (place: Ground) => startDaemon({ dir: place.dir, args: ["--config", place.config] });

/** Runs the command line as its task does. */
async function doctor(place: Ground, ...args: string[]): Promise<{ code: number; out: string }> {
  const { code, stdout, stderr } = await spawnLauncher(
    ["cli", "doctor", "--socket-dir", place.socket_dir, "--state-dir", place.state_dir, ...args],
    { dir: place.dir },
  ).output();
  assert.equal(new TextDecoder().decode(stderr), "");
  return { code, out: new TextDecoder().decode(stdout) };
}

Deno.test("doctor finds nothing wrong with a daemon that is well, and exits 0", async () => {
  using place = ground("{}\n", false);
  await using daemon = await start(place);
  const { code, out } = await doctor(place, "--json", "--config", place.config);
  const { healthy, socket, checks } = JSON.parse(out);
  assert.deepEqual([code, healthy, socket], [0, true, daemon.http_socket], out);
  assert.ok(checks.length >= 13);
  assert.deepEqual(checks.filter(({ state }: { state: string }) => state === "wrong"), []);
  assert.match((await doctor(place)).out, /\nNothing is wrong\n$/);
  assert.equal(await daemon.stop(), 0);
});

Deno.test("doctor prints the command that mends, and exits 1", async () => {
  using place = ground();
  const { code, out } = await doctor(place);
  assert.equal(code, 1);
  assert.match(out, /^wrong {4}socket .*no daemon runs\n {9}\$ (deno task start|cortexd) --socket-dir/m);
  assert.match(out, /\n1 thing is wrong\n$/);
});

Deno.test("a daemon that was killed leaves a stale socket and a lock that nobody holds", async () => {
  using place = ground("{}\n", false);
  await using daemon = await start(place);
  await daemon.stop("SIGKILL");
  assert.match((await place.look("socket"))[0]?.message ?? "", /Nobody listens/);
  assert.deepEqual(states(await place.look("single-daemon")), ["ok"]);
});

Deno.test("a permission that the daemon was not given is named, with its row", async () => {
  using place = ground();
  const args = ["--socket-dir", place.socket_dir, "--state-dir", place.state_dir, "--config", place.config];
  const flags = daemonLaunch(args).flags.map((flag) => flag.replace("/etc/group,", ""));
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", ...flags, "main.ts", "--user", ...args],
    stdout: "null",
    stderr: "null",
  }).spawn();
  try {
    const [found] = await waitFor("the daemon's answer", async () => {
      const found = await place.look("permissions");
      return found[0]?.state === "skipped" ? undefined : found;
    });
    assert.equal(found?.message, "The daemon was started without read:/etc/group, which ipc needs");
    assert.deepEqual(found?.mend.length, 2);
  } finally {
    child.kill("SIGTERM");
    await child.status;
  }
});

Deno.test("a database that had to be put aside, until the file and the daemon's word are gone", async () => {
  using place = ground();
  Deno.writeTextFileSync(`${place.state_dir}/cortex.db`, "no database at all");
  {
    await using daemon = await start(place);
    const [found] = await place.look("store");
    assert.match(found?.message ?? "", /A damaged database was put aside: .*cortex\.db\.damaged-/);
    await run(found?.mend.slice(1) ?? []);
    assert.match((await place.look("store"))[0]?.message ?? "", /had to begin a new database/);
    assert.equal(await daemon.stop(), 0);
  }
  await using again = await start(place);
  assert.deepEqual(states(await place.look("store")), ["ok"]);
  assert.equal(await again.stop(), 0);
});

Deno.test("a daemon that can keep nothing says why", async () => {
  using place = ground();
  Deno.removeSync(place.state_dir);
  Deno.writeTextFileSync(place.state_dir, "a file where the folder should be");
  await using daemon = await startDaemon({
    dir: place.dir,
    args: ["--config", place.config, "--state-dir", `${place.state_dir}/below`],
  });
  assert.match((await place.look("store"))[0]?.message ?? "", /in memory only/);
  assert.equal(await daemon.stop(), 0);
});

Deno.test("two daemons: both are named, and so is one that holds the folder and does not answer here", async () => {
  using place = ground("{}\n", false);
  using other = ground("{}\n", false);
  await using first = await start(place);
  await using second = await start(other);
  assert.deepEqual(states(await place.look("single-daemon")), ["ok"]);
  const answering = [...(await place.site()).answering, ...(await other.site()).answering];
  const [both] = await place.look("single-daemon", { answering });
  assert.match(both?.message ?? "", new RegExp(`${first.pid} on .*, ${second.pid} on `));
  assert.deepEqual(both?.mend, [`${CORTEX} shutdown --socket-dir ${other.socket_dir}`]);

  const [held] = await other.look("single-daemon", { state_dir: place.state_dir });
  assert.match(held?.message ?? "", new RegExp(`Process ${first.pid} holds .*is not the one that answers`));
  await run(held?.mend ?? []);
  await waitFor(
    "the end of the first",
    async () => (await place.look("single-daemon"))[0]?.message === "No other daemon runs" ? true : undefined,
  );
  assert.equal(await second.stop(), 0);
});
