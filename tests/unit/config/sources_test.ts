import assert from "node:assert/strict";
import { editedPaths, givenVariables } from "../../../src/config/launch.ts";
import { configJsonSchema, validateConfig } from "../../../src/config/mod.ts";
import { SETTINGS } from "../../../src/config/settings.ts";
import { upgradeLayer } from "../../../src/config/upgrade_layer.ts";
import { yamlLayer } from "../../../src/config/yaml_layer.ts";
import { CortexError } from "../../../src/contract/mod.ts";
import { scratch } from "./_files.ts";

function check(text: string) {
  using none = scratch();
  return validateConfig(none.from(), text).problems;
}

const CONF = `# Cortexd configuration
[socket]
socket_path=/run/cortex/cortex.sock

[llm]
model_path = "/models/phi-2.gguf"  # the small one

[monitoring]
monitoring_interval_seconds: 300
enable_cve_scanning: true

[logging]
log_level=2
`;

Deno.test("the original's file is read below the YAML beside it, above what is weaker", () => {
  using files = scratch();
  files.write("system.yaml", "log:\n  level: error\nmonitor:\n  interval_seconds: 60\n");
  const conf = files.write("user.conf", CONF);
  const setting = (key: string) => files.load().settings.find((one) => one.key === key);
  assert.deepEqual(
    [setting("log.level")?.value, setting("log.level")?.origin, setting("monitor.interval_seconds")?.value],
    ["warning", `${conf}:13`, 300],
  );
  files.write("user.yaml", "log:\n  level: debug\n");
  assert.deepEqual([setting("log.level")?.value, setting("monitor.interval_seconds")?.value], ["debug", 300]);
  files.write("system.conf", "log_level: 3\nmonitoring_interval_seconds: 7\n");
  assert.deepEqual([setting("log.level")?.value, setting("monitor.interval_seconds")?.value], ["debug", 300]);
});

Deno.test("the original's settings of its language model are the assistant's", () => {
  using files = scratch();
  files.write("user.conf", "[llm]\nmodel_path: ~/m.gguf\nn_threads: 2\nn_ctx: 512\nuse_mmap: false\n");
  const { model_path, n_threads, n_ctx, use_mmap } = files.load().config.assistant;
  assert.deepEqual([model_path, n_threads, n_ctx, use_mmap], ["~/m.gguf", 2, 512, false]);
  const mapped = ["yes", "On", "1", "no", "off", "0"].map((word) => {
    files.write("user.conf", `use_mmap = ${word}\n`);
    return files.load().config.assistant.use_mmap;
  });
  assert.deepEqual(mapped, [true, true, true, false, false, false]);
});

Deno.test("what is not carried over of the original's file is named with its line, and is no error", () => {
  using files = scratch();
  const conf = files.write("user.conf", CONF);
  assert.deepEqual(
    files.load().notes.map((note) => note.replace(/; there.*/, "")),
    [
      "3: Not carried over: socket_path",
      "10: Not carried over: enable_cve_scanning",
    ]
      .map((note) => `${conf}:${note}`),
  );
});

Deno.test("a value of the original's file that is not valid is refused with its line", () => {
  using files = scratch();
  const conf = files.write("user.conf", "monitoring_interval_seconds: often\n");
  assert.throws(() => files.load(), (error: unknown) => {
    assert(error instanceof CortexError);
    assert.match(error.message, new RegExp(`^${conf}:1: Cannot use "often" for monitor.interval_seconds`));
    return true;
  });
});

Deno.test("a file of a newer version is refused and says so", () => {
  using files = scratch();
  const file = files.write("user.yaml", "# new\nversion: 7\nlog:\n  colour: true\n");
  assert.throws(() => files.load(), (error: unknown) => {
    assert(error instanceof CortexError);
    assert.equal(error.code, "CONFIG_INVALID");
    assert.match(error.message, new RegExp(`^${file}:2: .*version 7 is newer than 1, .*update Cortex`));
    return true;
  });
});

Deno.test("a file of an older version is read as the current one, origins as they stand in it", () => {
  const text = "version: 0\nlogging:\n  threshold: error\ncolour: true\n";
  const layer = upgradeLayer("/f", yamlLayer("/f", text), [{
    from: 0,
    steps: [
      { kind: "move", from: ["logging", "threshold"], to: ["log", "level"] },
      { kind: "remove", path: ["colour"] },
    ],
  }]);
  assert.deepEqual(Object.fromEntries(layer.given), {
    version: { value: 1, origin: "/f:1" },
    "log\0level": { value: "error", origin: "/f:3" },
  });
  assert.equal(layer.notes?.length, 1);
});

Deno.test("aliases cannot fill the memory", () => {
  const bomb = [
    "a0: &a0 {x: 1}",
    ...Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} {x: *a${i}, y: *a${i}}`),
  ];
  const [problem] = check(bomb.join("\n"));
  assert.match(problem?.message ?? "", /alias/i);
});

Deno.test("a text is checked by itself: every problem with line, key and what is valid", () => {
  assert.deepEqual(check('$schema: "https://example.org/s.json"\nlog: { level: debug }\n'), []);
  assert.deepEqual(
    check("log:\n  level: loud\nipx: 1\n").map(({ origin, key, valid }) => [origin, key, valid]),
    [
      ["text:2", "log.level", "one of debug, info, warning, error"],
      ["text:3", "ipx", "ipc"],
    ],
  );
  assert.deepEqual(check("a: [\n").length, 1);
});

Deno.test("a section without lines gives nothing and takes nothing away; a setting without a value is refused", () => {
  using files = scratch();
  files.write(
    "system.yaml",
    "monitor:\n  interval_seconds: 60\nusers:\n  thresholds:\n    ann: { cpu_percent: 5 }\n",
  );
  files.write(
    "user.yaml",
    "monitor:\n#  interval_seconds: 5\nusers:\n  thresholds:\nalerts:\n  rules:\n    disk:\n",
  );
  const { config } = files.load();
  assert.equal(config.monitor.interval_seconds, 60);
  assert.deepEqual(config.users.thresholds, { ann: { cpu_percent: 5 } });
  assert.deepEqual(
    check("log:\n  level:\nmonitr:\n").map(({ key, valid }) => [key, valid]),
    [["log.level", "one of debug, info, warning, error"], ["monitr", "monitor"]],
  );
});

Deno.test("a variable of no setting is refused with its place and what may be meant", () => {
  using files = scratch();
  const dotenv = files.write(".env", "CORTEX__LOG__LEVL=debug\nCORTEX_CONFIG=/x\nOTHER=1\n");
  assert.throws(() => files.load(), (error: unknown) => {
    assert(error instanceof CortexError && error.code === "CONFIG_INVALID");
    assert.match(
      error.message,
      new RegExp(`^${dotenv} CORTEX__LOG__LEVL: .*did you mean "CORTEX__LOG__LEVEL"`),
    );
    assert.equal(error.message.split("\n").length, 1);
    return true;
  });
  Deno.removeSync(dotenv);
  const started = (...names: string[]) =>
    givenVariables(Object.fromEntries(names.map((name) => [name, "5"])));
  const whole =
    /^\S+: environment CORTEX__USERS__THRESHOLDS__ANN: .*give CORTEX__USERS__THRESHOLDS as a whole$/;
  assert.throws(() => files.load({ env: started("PATH", "CORTEX__USERS__THRESHOLDS__ANN") }), whole);
  files.load({ env: started("PATH", "CORTEX__LOG__FILES") });
  files.load({ env: started("PATH") });
});

Deno.test("the JSON Schema describes every setting and says how it changes", () => {
  const schema = configJsonSchema();
  assert.equal(schema.$schema, "https://json-schema.org/draft/2020-12/schema");
  assert.equal(schema.additionalProperties, false);
  for (const { key, summary, reload } of SETTINGS) {
    const node = key.split(".").reduce<Record<string, unknown>>(
      (at, name) => (at.properties as Record<string, Record<string, unknown>>)[name] ?? assert.fail(key),
      schema,
    );
    if (!key.startsWith("alerts.rules.")) {
      assert.deepEqual([node.description, node["x-reload"]], [summary, reload], key);
    }
  }
  assert.doesNotMatch(JSON.stringify(schema), /"(summary|secret|reload|unit)":/);
});

Deno.test("only what config.editable allows may be written: the user's folder, or the system's file and its draft", () => {
  using files = scratch();
  const { paths } = files.from();
  const { config } = files.load();
  const edited = (scope: "user" | "system", editable: "auto" | "always" | "never", named = false) =>
    editedPaths({ ...paths, scope, config: named ? paths.config.slice(0, 1) : paths.config }, {
      ...config,
      config: { editable },
    });
  const file = `${files.dir}/user.yaml`;
  assert.deepEqual(edited("user", "auto"), [files.dir]);
  assert.deepEqual(edited("user", "auto", true), [file, `${file}.new`]);
  assert.deepEqual(edited("system", "auto"), []);
  assert.deepEqual(edited("system", "always"), [file, `${file}.new`]);
  assert.deepEqual(edited("user", "never"), []);
});
