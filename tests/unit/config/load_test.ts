import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/mod.ts";
import { changedSettings, settingsAt } from "../../../src/config/mod.ts";
import { SETTINGS } from "../../../src/config/settings.ts";
import { scratch } from "./_files.ts";

function refusal(run: () => unknown): CortexError {
  try {
    run();
  } catch (error) {
    assert(error instanceof CortexError);
    assert.equal(error.code, "CONFIG_INVALID");
    return error;
  }
  throw new assert.AssertionError({ message: "It was accepted" });
}

Deno.test("without any file the defaults are in force and say so", () => {
  using files = scratch();
  const loaded = files.load();
  assert.equal(loaded.config.ipc.max_request_bytes, 65_536);
  assert.equal(loaded.config.monitor.interval_seconds, 10);
  assert.deepEqual(loaded.files, []);
  assert(loaded.settings.every((setting) => setting.origin === "default"));
});

Deno.test("each source is stronger than the one before, and the origin is named", () => {
  using files = scratch();
  const level = (loaded: ReturnType<typeof files.load>) => {
    const setting = loaded.settings.find((one) => one.key === "log.level");
    return [loaded.config.log.level, setting?.origin];
  };
  const system = files.write("system.yaml", "# comment\nlog:\n  level: error\nusers:\n  minimum_uid: 500\n");
  assert.deepEqual(level(files.load()), ["error", `${system}:3`]);
  const first = files.write("daemon.d/10-a.yaml", "log: { level: warning }\n");
  assert.deepEqual(level(files.load()), ["warning", `${first}:1`]);
  const second = files.write("daemon.d/20-b.yaml", "\nlog:\n\n  level: info\n");
  assert.deepEqual(level(files.load()), ["info", `${second}:4`]);
  const user = files.write("user.yaml", "log:\n  level: debug\n");
  assert.deepEqual(level(files.load()), ["debug", `${user}:2`]);
  const dotenv = files.write(".env", "CORTEX__LOG__LEVEL=error\n");
  assert.deepEqual(level(files.load()), ["error", `${dotenv} CORTEX__LOG__LEVEL`]);
  const env = { CORTEX__LOG__LEVEL: "warning" };
  assert.deepEqual(level(files.load({ env })), ["warning", "environment CORTEX__LOG__LEVEL"]);
  const options = { "log.level": "info" };
  assert.deepEqual(level(files.load({ env, options })), ["info", "option --log-level"]);
  assert.equal(files.load().config.users.minimum_uid, 500, "other settings of weaker files stay");
});

Deno.test("environment values take the type of their setting", () => {
  using files = scratch();
  const { config } = files.load({
    env: {
      CORTEX__MONITOR__INTERVAL_SECONDS: "2.5",
      CORTEX__IPC__READ_SOCKET: "true",
      CORTEX__USERS__EXCLUDED: "backup, 1000",
      CORTEX__ALERTS__RULES__DISK__WARNING: "70",
      CORTEX__ALERTS__RULES__DISK__SUBJECTS: '{ "/var": { warning: 60 } }',
    },
  });
  assert.equal(config.monitor.interval_seconds, 2.5);
  assert.equal(config.ipc.read_socket, true);
  assert.deepEqual(config.users.excluded, ["backup", "1000"]);
  assert.equal(config.alerts.rules.disk.warning, 70);
  assert.equal(config.alerts.rules.disk.subjects?.["/var"]?.warning, 60);
});

Deno.test("a mount point with dots and slashes is one key, and files add to each other", () => {
  using files = scratch();
  files.write(
    "system.yaml",
    "alerts:\n  rules:\n    disk:\n      subjects:\n        /srv/a.b: { warning: 50 }\n",
  );
  files.write(
    "user.yaml",
    "alerts:\n  rules:\n    disk:\n      subjects:\n        /home: { enabled: false }\n",
  );
  assert.deepEqual(files.load().config.alerts.rules.disk.subjects, {
    "/srv/a.b": { warning: 50 },
    "/home": { enabled: false },
  });
});

Deno.test("a bad value names file, line, key, value and what is valid", () => {
  using files = scratch();
  const file = files.write("system.yaml", "log:\n  format: text\n  level: loud\nipc:\n  max_running: 0\n");
  const error = refusal(() => files.load());
  assert.deepEqual(error.message.split("\n").sort(), [
    `${file}:3: Cannot use "loud" for log.level: it must be one of debug, info, warning, error`,
    `${file}:5: Cannot use 0 for ipc.max_running: it must be a whole number from 1 to 10000`,
  ]);
});

Deno.test("an unknown key names the nearest known one", () => {
  using files = scratch();
  const file = files.write("user.yaml", "ipc:\n  max_runing: 3\n");
  const error = refusal(() => files.load());
  assert.equal(
    error.message,
    `${file}:2: Cannot use the setting ipc.max_runing: there is none of that name; did you mean "max_running"?`,
  );
});

Deno.test("a bad environment value names its variable", () => {
  using files = scratch();
  const error = refusal(() => files.load({ env: { CORTEX__IPC__MAX_WAITING: "many" } }));
  assert.match(
    error.message,
    /^environment CORTEX__IPC__MAX_WAITING: Cannot use "many" for ipc\.max_waiting/,
  );
});

Deno.test("what is not YAML names file and line", () => {
  using files = scratch();
  const file = files.write("system.yaml", "log:\n  level: [info\nipc: 1\n");
  const error = refusal(() => files.load());
  assert(error.message.startsWith(`Cannot read "${file}", line `), error.message);
});

Deno.test("a file that is a list, or no mapping, is refused", () => {
  using files = scratch();
  files.write("system.yaml", "- a\n- b\n");
  assert.match(refusal(() => files.load()).message, /must be a mapping of sections/);
});

Deno.test("prototype names are keys like any other", () => {
  using files = scratch();
  files.write("system.yaml", "__proto__:\n  level: debug\n");
  assert.match(refusal(() => files.load()).message, /Cannot use the setting __proto__/);
});

Deno.test("a configuration named by hand must exist", () => {
  using files = scratch();
  files.write("system.yaml", "{}\n");
  assert.match(refusal(() => files.load({ explicit: true })).message, /it does not exist/);
});

Deno.test("changed settings are found by value, not by origin", () => {
  using files = scratch();
  const before = files.load();
  files.write("system.yaml", "log:\n  level: info\nmonitor:\n  interval_seconds: 5\n");
  const changed = changedSettings(before, files.load());
  assert.deepEqual(changed.map((setting) => [setting.key, setting.value, setting.reload]), [
    ["monitor.interval_seconds", 5, "worker"],
  ]);
});

Deno.test("levels are those of components that log; another names the nearest one", () => {
  using files = scratch();
  files.write("user.yaml", "log:\n  levels:\n    ipc: debug\n    moniter: debug\n");
  const message = /user\.yaml:4: Cannot use the setting log\.levels\.moniter: .* did you mean "monitor"/;
  assert.match(refusal(() => files.load()).message, message);
  files.write("user.yaml", "log: { levels: { ipc: debug } }\n");
  assert.deepEqual(files.load().config.log.levels, { ipc: "debug" });
});

Deno.test("a member of a mapping is found by its key, whatever dots its name has", () => {
  using files = scratch();
  const file = files.write(
    "user.yaml",
    "log: { levels: { ipc: debug } }\n" +
      "alerts: { rules: { disk: { subjects: { /srv/a.b: { warning: 70 } } } } }\n",
  );
  const at = (key: string) => settingsAt(files.load(), key).map(({ value, origin }) => [value, origin]);
  assert.deepEqual(at("log.levels.ipc"), [["debug", `${file}:1`]]);
  assert.deepEqual(at("log.levels.store"), [[null, "default"]]);
  assert.deepEqual(at("alerts.rules.disk.subjects./srv/a.b.warning"), [[70, `${file}:2`]]);
  assert.deepEqual(at("alerts.rules.disk.subjects./srv/a.b"), [[{ warning: 70 }, `${file}:2`]]);
  assert.deepEqual(at("log.levels.none"), []);
  assert.deepEqual(at("log.level.ipc"), []);
  assert.equal(at("log").length, SETTINGS.filter(({ key }) => key.startsWith("log.")).length);
});
