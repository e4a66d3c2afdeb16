import assert from "node:assert/strict";
import { health, NOW, processOf } from "../unit/cli/_samples.ts";
import { userLoad } from "../unit/cli/_users.ts";
import { daemonDir, startDaemon } from "./_daemon.ts";
import { type Answers, newFolder, startFakeDaemon } from "./_fake_daemon.ts";
import { HAS_TMUX, openPane, type PaneOptions } from "./_tmux.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const TASKS = JSON.parse(Deno.readTextFileSync(`${ROOT}deno.json`)).tasks;
/** The task of deno.json, so that it is tested with exactly its permissions. */
const CORTEX: string[] = [
  Deno.execPath(),
  ...TASKS.cortex.split(" ").slice(1).map((word: string) => word === "cli/launch.ts" ? ROOT + word : word),
];
const skip = { ignore: !HAS_TMUX };

const taken_at = new Date(NOW).toISOString();
const names = ["al", "bo", "ch"];
const answers: Answers = {
  "health.get": () => health,
  "processes.list": ({ sort, filter = "" }) => {
    const items = names.filter((name) => name.includes(filter))
      .map((name, index) => processOf({ name: `${name}-${sort}`, pid: index + 1 }));
    return { items, next_cursor: null, taken_at, total: items.length };
  },
  "users.list": ({ sort }) => ({ items: [{ ...userLoad, user: `${sort}` }], next_cursor: null, taken_at }),
  "alerts.list": () => ({ items: [], next_cursor: null, counts: health.alerts }),
};

/** A command line on a terminal of that size, with a daemon of a few lines. */
async function screenOf(
  words: string,
  { columns, rows, env }: Pick<PaneOptions, "columns" | "rows" | "env">,
) {
  const daemon = startFakeDaemon(answers);
  const pane = await openPane({
    columns,
    rows,
    dir: newFolder(),
    command: [...CORTEX, ...words.split(" "), "--socket-dir", daemon.socket_dir],
    ...(env === undefined ? {} : { env }),
  });
  return {
    pane,
    daemon,
    [Symbol.asyncDispose]: async () => {
      await pane[Symbol.asyncDispose]();
      await daemon[Symbol.asyncDispose]();
    },
  };
}

for (const [columns, rows] of [[80, 24], [40, 10], [200, 50]] as const) {
  Deno.test(`top in a terminal of ${columns} x ${rows}: sort, filter, users, help, quit`, skip, async () => {
    await using shown = await screenOf("top", { columns, rows });
    const { pane } = shown;
    const first = await pane.see(/al-cpu/);
    assert.ok(first.startsWith("ledger  ● warning"), first);
    assert.match(first.trimEnd().split("\n")[rows - 1] ?? "", /^q quit/);
    await pane.press("m");
    await pane.see(/al-memory/);
    await pane.press("/", "b", "o");
    await pane.see(/^(?![^]*al-memory)[^]*bo-memory[^]*\/bo_/);
    await pane.press("Enter", "Tab");
    await pane.press("Escape");
    await pane.see(/^memory /m);
    await pane.press("?");
    await pane.see(/sort by memory/);
    await pane.press("?", "q");
    assert.deepEqual(await pane.ended(), { exit: 0, left: [] });
  });
}

Deno.test("another size is filled at once, up and down", skip, async () => {
  await using shown = await screenOf("top", { columns: 80, rows: 24 });
  const { pane } = shown;
  await pane.see(/al-cpu/);
  await pane.resize(40, 10);
  assert.match((await pane.see(/^q quit[^\n]{0,34}\n*$/m)).split("\n")[9] ?? "", /^q quit/);
  await pane.resize(120, 30);
  await pane.see(/THREADS {2}FILES/);
  assert.match((await pane.text()).split("\n")[29] ?? "", /^q quit/);
});

Deno.test("watch health is cortex health, and goes on", skip, async () => {
  await using shown = await screenOf("watch --interval 1", { columns: 80, rows: 30 });
  const { pane, daemon } = shown;
  assert.match(await pane.see(/Not well in the daemon[^]*every 1 s/), /^ledger {2}Debian/);
  const asked = daemon.asked.length;
  while (daemon.asked.length < asked + 2) await pane.text();
  await pane.press("C-c");
  assert.deepEqual(await pane.ended(), { exit: 0, left: [] });
});

Deno.test("colours, and none where NO_COLOR is set", skip, async () => {
  for (const [env, colored] of [[{ NO_COLOR: "" }, true], [{ NO_COLOR: "1" }, false]] as const) {
    await using shown = await screenOf("watch health", { columns: 80, rows: 24, env });
    await shown.pane.see(/● warning/);
    const text = await shown.pane.text(true);
    assert.equal(text.includes("\x1b[33m"), colored, JSON.stringify(text));
  }
});

Deno.test("a terminal without a cursor that can be placed gets the screen once", skip, async () => {
  await using shown = await screenOf("top", { columns: 80, rows: 40, env: { TERM: "dumb" } });
  assert.match(await shown.pane.see(/ch-cpu/), /^before\nledger/);
  assert.equal((await shown.pane.ended()).exit, 0);
});

Deno.test("without a terminal the screen is printed once", async () => {
  await using daemon = startFakeDaemon(answers);
  const [program = "", ...args] = CORTEX;
  const { code, stdout } = await new Deno.Command(program, {
    args: [...args, "top", "--socket-dir", daemon.socket_dir],
    stdin: "null",
  }).output();
  const text = new TextDecoder().decode(stdout);
  assert.equal(code, 0);
  assert.match(text, /^ledger[^]*ch-cpu[^]*$/);
  assert.ok(!text.includes("\x1b"), text);
});

for (
  const [signal, exit] of [["SIGTERM", 143], ["SIGINT", 130], ["SIGQUIT", 131], ["SIGHUP", 129]] as const
) {
  Deno.test(`${signal} gives the terminal back`, skip, async () => {
    await using shown = await screenOf("top", { columns: 80, rows: 24 });
    await shown.pane.see(/al-cpu/);
    // SIGQUIT is not passed on by the launcher: Ctrl-\ reaches the whole group of a terminal.
    if (signal === "SIGQUIT") Deno.kill(childOf(shown.pane.pid()), signal);
    else shown.pane.kill(signal);
    assert.deepEqual(await shown.pane.ended(), { exit, left: [] });
  });
}

/** The first child of a process. */
function childOf(pid: number): number {
  const { stdout } = new Deno.Command("ps", { args: ["-o", "pid=", "--ppid", `${pid}`] }).outputSync();
  return Number(new TextDecoder().decode(stdout).trim().split(/\s+/)[0]);
}

for (const [way, exit] of [["program", 1], ["timer", 1], ["promise", 1], ["exit", 7]] as const) {
  Deno.test(`a fault of the program (${way}) gives the terminal back`, skip, async () => {
    await using pane = await openPane({
      columns: 80,
      rows: 24,
      dir: newFolder(),
      command: [
        Deno.execPath(),
        "run",
        "--quiet",
        "--no-prompt",
        "--allow-read",
        `${ROOT}tests/e2e/failing_screen.ts`,
        way,
      ],
    });
    await pane.see(/^ready/);
    await pane.press("x");
    assert.deepEqual(await pane.ended(), { exit, left: [] });
    if (exit === 1) assert.match(await pane.text(), /as it was told to/);
  });
}

Deno.test("a screen goes on by itself when the daemon has been restarted", skip, async () => {
  const dir = daemonDir();
  const first = await startDaemon({ dir });
  await using pane = await openPane({
    columns: 80,
    rows: 24,
    dir: newFolder(),
    command: [...CORTEX, "top", "--socket-dir", `${dir}/run`],
  });
  await pane.see(/scanned/);
  await first.stop();
  assert.match(await pane.see(/^Reconnecting: /m), /\[processes\]/);
  await using _second = await startDaemon({ dir });
  await pane.see(/^q quit/m);
  await pane.see(/scanned (now|\d s ago)/);
  await pane.press("q");
  assert.deepEqual(await pane.ended(), { exit: 0, left: [] });
});

Deno.test(
  "events that are followed go on by themselves when the daemon has been restarted",
  skip,
  async () => {
    const dir = daemonDir();
    const first = await startDaemon({ dir });
    await using pane = await openPane({
      columns: 100,
      rows: 24,
      dir: newFolder(),
      command: [...CORTEX, "events", "-f", "--type", "daemon,config", "--socket-dir", `${dir}/run`],
    });
    await pane.see(/info\s+daemon\.started/);
    await first.post("daemon.reload", "/v1/daemon/reload");
    await pane.see(/config\.reloaded/);
    await first.stop("SIGKILL");
    await pane.see(/^Reconnecting: /m);
    await using _second = await startDaemon({ dir });
    const shown = await pane.see(/^Reconnecting: [^]*daemon\.started/m);
    assert.equal(shown.match(/daemon\.started/g)?.length, 2, shown);
    assert.equal(shown.match(/config\.reloaded/g)?.length, 1, shown);
  },
);
