import assert from "node:assert/strict";
import fc from "fast-check";
import { load } from "js-yaml";
import { changeSetting, configSchema, upgradeOwnFile } from "../../src/config/mod.ts";
import { editText } from "../../src/config/edit_text.ts";
import { replaceFile } from "../../src/config/replace_file.ts";
import { SETTINGS } from "../../src/config/settings.ts";
import { upgradeText } from "../../src/config/upgrade_text.ts";
import type { Migration } from "../../src/config/versions.ts";
import { CortexError } from "../../src/contract/mod.ts";
import { scratch } from "../unit/config/_files.ts";

const FILE = `# Ledger's settings
version: 1

log: # for the auditors
  format: json # machine-readable
  level: info

# Looked at twice a minute
monitor:
  interval_seconds: 30
  ignored_mounts: [/mnt/usb, "/srv/a.b"]
`;

const CONFIG = configSchema.parse({});

const code = (expected: string) => (error: unknown) =>
  error instanceof CortexError && error.code === expected;

const comments = (text: string) => [...text.matchAll(/#.*/g)].map(([comment]) => comment);
const keys = (text: string) => [...text.matchAll(/^ *\w+:/gm)].map(([key]) => key);

Deno.test("where a value is replaced nothing else changes, not a blank", async () => {
  const set = async (key: string, value: unknown) => await editText(FILE, key.split("."), value);
  assert.equal(await set("log.level", "debug"), FILE.replace("level: info", "level: debug"));
  assert.equal(await set("log.level", "a: b"), FILE.replace("level: info", 'level: "a: b"'));
  assert.equal(await set("log.level", "true"), FILE.replace("level: info", 'level: "true"'));
  assert.equal(
    await set("monitor.ignored_mounts", ["/x"]),
    FILE.replace('[/mnt/usb, "/srv/a.b"]', '["/x"]'),
  );
});

Deno.test("a new setting joins its section, a new section comes last, an empty one is filled", async () => {
  const text = await editText(FILE, ["log", "new"], true);
  assert.deepEqual(load(text), {
    ...load(FILE) as object,
    log: { format: "json", level: "info", new: true },
  });
  assert.deepEqual(comments(text), comments(FILE));
  assert.deepEqual(keys(text), keys(FILE).toSpliced(4, 0, "  new:"));
  assert.match(await editText(FILE, ["ipc", "max_running"], 5), /\nipc:\n {2}max_running: 5\n$/);
  assert.deepEqual(load(await editText("log:\n", ["log", "level"], "debug")), {
    log: { level: "debug" },
  });
  assert.equal(
    await editText("log:\n#  level: info\n  # or less\nipc:\n", ["log", "level"], "debug"),
    "log:\n  level: debug\n#  level: info\n  # or less\nipc:\n",
  );
  assert.equal(
    await editText("# only words\n", ["log", "level"], "x"),
    "# only words\n\nlog:\n  level: x\n",
  );
});

Deno.test("what is taken out leaves no empty section behind", async () => {
  const text = await editText(FILE, ["log", "level"], undefined);
  assert.deepEqual([comments(text), keys(text)], [comments(FILE), keys(FILE).toSpliced(3, 1)]);
  assert.equal(await editText("a:\n  b:\n    c: 1\nd: 2\n", ["a", "b", "c"], undefined), "d: 2\n");
  assert.equal(await editText("d: 2\n", ["a", "b", "c"], undefined), "d: 2\n");
});

Deno.test("what is said in a section stays, and the section with it", async () => {
  const unset = (text: string) => editText(text, ["log", "level"], undefined);
  assert.equal(await unset("log: # ours\n  level: info # so\nipc: {}\n"), "log: # ours\nipc: {}\n");
  assert.equal(
    await unset("log:\n  # loud\n  level: info\n  # and more\n"),
    "log:\n  # loud\n  # and more\n",
  );
  assert.equal(await unset("# of the log\nlog:\n\n  level: info\n# end\n"), "# of the log\n# end\n");
  assert.equal(await unset("log: { level: info, format: json } # x\n"), "log: { format: json } # x\n");
  assert.equal(await unset("log: { format: json, level: info }\n"), "log: { format: json }\n");
  assert.equal(await unset("log: { level: info }\nipc: {}\n"), "ipc: {}\n");
});

Deno.test("what an anchor ties to another setting is not changed behind one's back", async () => {
  using files = scratch();
  const text = "log: { level: &a info }\nusers: { excluded: [*a] }\n";
  const file = files.write("user.yaml", text);
  await assert.rejects(changeSetting(files.from(), CONFIG, "log.level", "debug"), code("CONFIG_INVALID"));
  assert.equal(Deno.readTextFileSync(file), text);
  await changeSetting(files.from(), CONFIG, "users.excluded", ["b"]);
  assert.equal(Deno.readTextFileSync(file), text.replace("[*a]", "[b]"));
});

Deno.test("whatever is set is read again, and nothing else changes", async () => {
  const paths = SETTINGS.map(({ key }) => key.split(".")).filter((path) => path.length > 1);
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string()));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), value, async (path, given) => {
      const text = await editText(FILE, path, given);
      const before = new Map(leaves(load(FILE)));
      const after = new Map(leaves(load(text)));
      before.set(path.join("."), JSON.stringify(given));
      assert.deepEqual(after, before);
    }),
    { numRuns: 200 },
  );
});

function leaves(value: unknown, path = ""): [string, string][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [[path, JSON.stringify(value)]];
  }
  return Object.entries(value).flatMap(([name, one]) => leaves(one, path === "" ? name : `${path}.${name}`));
}

Deno.test("a setting is written into the user's file, in the type it has, mode kept", async () => {
  using files = scratch();
  const file = files.write("user.yaml", FILE);
  Deno.chmodSync(file, 0o640);
  assert.equal(await changeSetting(files.from(), CONFIG, "monitor.interval_seconds", "2.5"), file);
  assert.equal(Deno.readTextFileSync(file), FILE.replace("interval_seconds: 30", "interval_seconds: 2.5"));
  assert.equal((Deno.statSync(file).mode ?? 0) & 0o777, 0o640);
  assert.equal(files.load().config.monitor.interval_seconds, 2.5);
  await changeSetting(files.from(), CONFIG, "monitor.interval_seconds", null);
  assert.equal(files.load().config.monitor.interval_seconds, 10);
  assert.deepEqual([...Deno.readDirSync(files.dir)].map(({ name }) => name).sort(), [
    "daemon.d",
    "user.yaml",
  ]);
});

Deno.test("a member of a mapping is set and taken out like a setting", async () => {
  using files = scratch();
  const file = files.write("user.yaml", FILE);
  const set = (key: string, value: unknown) => changeSetting(files.from(), CONFIG, key, value);
  await set("log.levels.ipc", "debug");
  assert.equal(Deno.readTextFileSync(file), FILE.replace("level: info\n", "$&  levels:\n    ipc: debug\n"));
  await set("users.thresholds.a.b.cpu_percent", "50");
  assert.deepEqual(files.load().config.users.thresholds, { "a.b": { cpu_percent: 50 } });
  await set("users.thresholds.a.b", null);
  await set("log.levels.ipc", null);
  assert.equal(Deno.readTextFileSync(file), FILE + "\n");
});

Deno.test("a file that is not there is made for its owner alone", async () => {
  using files = scratch();
  await changeSetting(files.from(), CONFIG, "users.excluded", "backup, www-data");
  assert.equal((Deno.statSync(`${files.dir}/user.yaml`).mode ?? 0) & 0o777, 0o600);
  assert.deepEqual(files.load().config.users.excluded, ["backup", "www-data"]);
});

Deno.test("what is not valid is not written: value, key, the rest of the file, another file", async () => {
  using files = scratch();
  const file = files.write("user.yaml", FILE);
  const refused = async (key: string, value: unknown, expected: string) => {
    await assert.rejects(changeSetting(files.from(), CONFIG, key, value), code(expected));
    assert.equal(Deno.readTextFileSync(file), FILE);
  };
  await refused("log.level", "loud", "CONFIG_INVALID");
  await refused("log.levle", "info", "NOT_FOUND");
  await refused("log.levels.icp", "debug", "NOT_FOUND");
  await refused("log.levels.ipc", "loud", "CONFIG_INVALID");
  await refused("log", "info", "NOT_FOUND");
  await refused("version", 2, "NOT_FOUND");
  files.write("system.yaml", "ipc:\n  max_running: 0\n");
  await refused("log.level", "debug", "CONFIG_INVALID");
  files.write("user.yaml", "log: [\n");
  await assert.rejects(changeSetting(files.from(), CONFIG, "log.level", "info"), code("CONFIG_INVALID"));
  assert.equal(Deno.readTextFileSync(file), "log: [\n");
});

Deno.test("a symbolic link is not followed, nor is one under the name of the draft", async () => {
  using files = scratch();
  const target = files.write("elsewhere.yaml", FILE);
  Deno.symlinkSync(target, `${files.dir}/user.yaml`);
  await assert.rejects(changeSetting(files.from(), CONFIG, "log.level", "debug"), code("STORE_FAILED"));
  assert.equal(Deno.readTextFileSync(target), FILE);
  Deno.removeSync(`${files.dir}/user.yaml`);
  Deno.symlinkSync(target, `${files.dir}/user.yaml.new`);
  await changeSetting(files.from(), CONFIG, "log.level", "debug");
  assert.equal(Deno.readTextFileSync(target), FILE);
  assert.equal(Deno.lstatSync(`${files.dir}/user.yaml`).isFile, true);
});

Deno.test("a folder that cannot be written leaves the file as it was", () => {
  assert.throws(() => replaceFile("/tmp/cortex-none/of/this/daemon.yaml", "a"), code("STORE_FAILED"));
});

const FROM_0: Migration = {
  from: 0,
  steps: [
    { kind: "move", from: ["logging", "threshold"], to: ["log", "level"] },
    { kind: "remove", path: ["colour"] },
    { kind: "convert", path: ["monitor", "interval_seconds"], convert: (value) => Number(value) / 1000 },
  ],
};

const OLD = `version: 0 # the first
# Said loudly
logging:
  # For the auditors
  threshold: error
colour: true
monitor:
  interval_seconds: 5000
`;

Deno.test("a file of an older version is rewritten with a backup beside it, comments kept", async () => {
  using files = scratch();
  const file = files.write("user.yaml", OLD);
  assert.equal(await upgradeOwnFile(files.from(), CONFIG, [FROM_0]), file);
  const text = Deno.readTextFileSync(file);
  assert.deepEqual(load(text), { version: 1, log: { level: "error" }, monitor: { interval_seconds: 5 } });
  assert.match(text, /# the first\n/);
  assert.match(text, /log:\n {2}# For the auditors\n {2}level: error/);
  assert.equal(Deno.readTextFileSync(`${file}.v0`), OLD);
  assert.equal(await upgradeOwnFile(files.from(), CONFIG, [FROM_0]), null);
  assert.equal((await upgradeText(text, [FROM_0])).upgraded_from, null);
});

Deno.test("what may not be edited is not, and not upgraded either", async () => {
  using files = scratch();
  const file = files.write("user.yaml", OLD);
  const config = configSchema.parse({ config: { editable: "never" } });
  await assert.rejects(changeSetting(files.from(), config, "log.level", "debug"), code("PERMISSION_DENIED"));
  assert.equal(await upgradeOwnFile(files.from(), config, [FROM_0]), null);
  assert.equal(Deno.readTextFileSync(file), OLD);
});
