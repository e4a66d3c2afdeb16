import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/wire.ts";
import { failureOf } from "../../../cli/failure.ts";
import { OutputClosed } from "../../../cli/terminal.ts";
import { COMMANDS } from "../../../cli/commands.ts";
import { run } from "../../../cli/run.ts";
import { alert, health } from "./_samples.ts";
import { type Answers, cortex } from "./_world.ts";

const ping = { "daemon.ping": () => ({ pong: true as const }) };

Deno.test("options of the program stand before or after the command", async () => {
  for (
    const line of [
      "--json --socket-dir /s ping",
      "ping --json --socket-dir=/s",
      "--json ping --socket-dir /s",
    ]
  ) {
    const { exit, out, connections } = await cortex(line.split(" "), { answers: ping });
    assert.deepEqual([exit, JSON.parse(out), connections], [0, { pong: true }, [{
      socket_dir: "/s",
      instance: undefined,
    }]]);
  }
});

Deno.test("the instance comes from the option, else from the environment", async () => {
  const env = { CORTEX_INSTANCE: "blue" };
  const instances = async (line: string) =>
    (await cortex(line.split(" "), { answers: ping, env })).connections.map(({ instance }) => instance);
  assert.deepEqual(await instances("ping"), ["blue"]);
  assert.deepEqual(await instances("ping --instance green"), ["green"]);
});

Deno.test("an unknown command names the nearest one and exits 2", async () => {
  const { exit, err } = await cortex(["helth"]);
  assert.deepEqual([exit, err], [
    2,
    'cortex: Cannot run "helth": there is no such command; did you mean health?\nSee cortex --help\n',
  ]);
  assert.match(
    (await cortex(["alerts", "akc"])).err,
    /Cannot run "alerts akc".*did you mean ack\?\nSee cortex alerts/,
  );
  assert.match((await cortex(["xyzzyxyzzy"])).err, /there is no such command\n/);
});

Deno.test("without a command the help goes to standard error, exit 2", async () => {
  const { exit, out, err } = await cortex([]);
  assert.deepEqual([exit, out], [2, ""]);
  assert.match(err, /^cortex: how this host is.*\n\nUsage: cortex/);
});

Deno.test("--version needs no daemon, wherever it stands", async () => {
  for (const line of [["--version"], ["ping", "--version"]]) {
    const { exit, out, connections } = await cortex(line);
    assert.deepEqual([exit, connections], [0, []]);
    assert.match(out, /^cortex \d+\.\d+\.\d+\n$/);
  }
});

Deno.test("help is the same by either way", async () => {
  const helps = await Promise.all(
    ["help alerts show", "alerts show --help", "alerts -h show"].map(async (line) =>
      (await cortex(line.split(" "))).out
    ),
  );
  assert.match(helps[0] ?? "", /^cortex alerts show: One alert in full\n/);
  assert.equal(new Set(helps).size, 1);
  assert.equal((await cortex(["help"])).out, (await cortex(["--help"])).out);
});

Deno.test("operands too few and too many are wrong usage, before anything is asked", async () => {
  for (
    const [line, text] of [
      ["alerts show", "ID is missing"],
      ["alerts resolve", "ID is missing"],
      ["ping pong", '"pong" is one argument too many'],
      ["config show a b", '"b" is one argument too many'],
    ] as const
  ) {
    const { exit, err, connections } = await cortex(line.split(" "));
    assert.deepEqual([exit, connections], [2, []], line);
    assert.ok(err.includes(text), err);
  }
});

Deno.test("exit codes are those of the table of errors", async () => {
  const failing = async (error: CortexError) => {
    const answers = {
      "daemon.ping": () => {
        throw error;
      },
    };
    return (await cortex(["ping"], { answers })).exit;
  };
  assert.equal(await failing(new CortexError("INTERNAL", "x")), 1);
  assert.equal(await failing(new CortexError("INVALID_PARAMS", "x")), 2);
  assert.equal(await failing(new CortexError("CONNECTION_LOST", "x")), 3);
  assert.equal(await failing(new CortexError("PERMISSION_DENIED", "x")), 4);
  assert.equal(await failing(new CortexError("NOT_FOUND", "x")), 5);
});

Deno.test("an unreachable daemon: what was tried, and how to start one", async () => {
  const unreachable = new CortexError(
    "SOCKET_NOT_FOUND",
    "Cannot reach the daemon; tried:\n  /a/http.sock: gone",
  );
  const { exit, err, out } = await cortex(["health"], { unreachable });
  assert.deepEqual([exit, out], [3, ""]);
  assert.match(err, /^cortex: Cannot reach the daemon; tried:\n {2}\/a\/http\.sock: gone\nStart one:\n/);
  assert.match(err, /deno task start/);
  assert.match(err, /systemctl start cortexd/);
});

Deno.test("an unreachable daemon that was named is started by its name, and is not the system's", () => {
  const details = { instance: "lab", socket_dir: "/tmp/x" };
  const { text } = failureOf(new CortexError("SOCKET_NOT_FOUND", "No", { details }), false);
  assert.match(text, /deno task start --socket-dir \/tmp\/x --instance lab {2}here/);
  assert.doesNotMatch(text, /systemctl/);
});

Deno.test("with --json a failure is JSON on standard error too", async () => {
  const unreachable = new CortexError("CONNECTION_REFUSED", "Nobody listens", { request_id: "r-1" });
  const { exit, err, out } = await cortex(["health", "--json"], { unreachable });
  assert.deepEqual([exit, out], [3, ""]);
  assert.deepEqual(JSON.parse(err), {
    error: { code: "CONNECTION_REFUSED", message: "Nobody listens", request_id: "r-1" },
  });
});

Deno.test("a socket that is closed to this user says whose help is needed, missing permissions of Deno do not", () => {
  const denied = (missing_permissions: string[]) =>
    failureOf(new CortexError("SOCKET_DENIED", "No", { details: { missing_permissions } }), false).text;
  assert.match(denied([]), /usermod -aG cortex/);
  assert.doesNotMatch(denied(["--allow-net=192.0.2.1:80"]), /usermod/);
});

Deno.test("messages of the host act on no terminal, and faults of the program end with 1", () => {
  const { exit, text } = failureOf(new TypeError("a\x1b[2Jb"), false);
  assert.deepEqual([exit, text], [1, "cortex: Cannot finish: TypeError: a\\x1b[2Jb\n"]);
});

Deno.test("a reader that leaves ends the command quietly", async () => {
  const exit = await run(["--help"], {
    terminal: {
      columns: 80,
      color: false,
      write: () => {
        throw new OutputClosed("left");
      },
      warn: (text) => assert.fail(text),
    },
    commands: COMMANDS,
    env: () => undefined,
    screen: () => assert.fail("opened a screen"),
    connect: () => assert.fail("no daemon is needed"),
    wall: () => 0,
    steady: () => 0,
  });
  assert.equal(exit, 0);
});

Deno.test("--json prints what the operation answered, unchanged", async () => {
  const { out } = await cortex(["health", "--json"], { answers: { "health.get": () => health } });
  assert.deepEqual(JSON.parse(out), health);
});

Deno.test("a list as JSON is one document of all pages; with --limit one page as it is", async () => {
  const counts = { info: 0, warning: 0, error: 0, critical: 3 };
  const answers: Answers = {
    "alerts.list": ({ cursor, limit }) => ({
      items: [alert({ rule: `after ${cursor ?? "nothing"}, ${limit}` })],
      next_cursor: cursor === undefined ? "second" : null,
      counts,
    }),
  };
  const whole = JSON.parse((await cortex(["alerts", "--json"], { answers })).out);
  assert.deepEqual([whole.next_cursor, whole.counts], [null, counts]);
  assert.deepEqual(whole.items.map(({ rule }: { rule: string }) => rule), [
    "after nothing, 500",
    "after second, 500",
  ]);
  const page = JSON.parse((await cortex(["alerts", "--json", "--limit", "1"], { answers })).out);
  assert.deepEqual([page.next_cursor, page.items.length], ["second", 1]);
});
