import assert from "node:assert/strict";
import { type GrantSettings, readGrantSettings } from "../../../src/config/launch.ts";
import { loadConfig } from "../../../src/config/mod.ts";
import { scratch } from "./_files.ts";

const start = (from: Parameters<typeof loadConfig>[0]) => ({ ...from, instance: null });

/** The same settings as the whole configuration has them. */
function whole(from: Parameters<typeof loadConfig>[0]): GrantSettings {
  const { host, services, inventory, log, config, assistant } = loadConfig(from).config;
  return {
    host: { root: host.root },
    services: { enabled: services.enabled },
    inventory: { enabled: inventory.enabled },
    log: {
      output: log.output,
      syslog_socket: log.syslog_socket,
      file: log.file,
      files: log.files,
    },
    config: { editable: config.editable },
    assistant: {
      enabled: assistant.enabled,
      library_dir: assistant.library_dir,
      model_path: assistant.model_path,
    },
  };
}

Deno.test("from every source the settings are those that the whole configuration has", () => {
  using files = scratch();
  const agree = (given?: Parameters<typeof files.from>[0]): GrantSettings => {
    const settings = readGrantSettings(start(files.from(given)));
    assert.deepEqual(settings, whole(files.from(given)));
    return settings;
  };
  assert.equal(agree().services.enabled, true);
  files.write("system.yaml", "host:\n  root: /system\nservices:\n  enabled: false\n");
  assert.deepEqual(agree().host, { root: "/system" });
  files.write("daemon.d/10.yaml", "config:\n  editable: never\n");
  assert.equal(agree().config.editable, "never");
  files.write("user.yaml", "config:\n  editable: always\nlog:\n  file: /var/log/mine\n  files: 3\n");
  assert.deepEqual([agree().log.file, agree().log.files], ["/var/log/mine", 3]);
  assert.equal(agree().config.editable, "always");
  files.write("user.yaml", "assistant:\n  enabled: true\n  model_path: ~/small.gguf\n");
  assert.deepEqual(agree().assistant, { enabled: true, library_dir: "", model_path: "~/small.gguf" });
  files.write(".env", "CORTEX__SERVICES__ENABLED=true\nCORTEX_HOST_ROOT=/dotenv\n");
  assert.deepEqual(agree().services, { enabled: true });
  assert.equal(agree({ env: { CORTEX__HOST__ROOT: "/environment" } }).host.root, "/environment");
  assert.equal(agree({ options: { "host.root": "/option" } }).host.root, "/option");
});

Deno.test("a wrong setting counts as not given here, and is refused by the whole check", () => {
  using files = scratch();
  files.write(
    "user.yaml",
    "host: 5\nlog:\n  file: here.log\n  output: 7\nservices:\n  enabled: perhaps\nconfig:\n  editable: [always]\nassistant:\n  model_path: a.gguf\n",
  );
  assert.deepEqual(readGrantSettings(start(files.from())), {
    host: { root: "" },
    services: { enabled: true },
    inventory: { enabled: true },
    log: { output: "auto", syslog_socket: "/run/systemd/journal/syslog", file: "off", files: 10 },
    config: { editable: "auto" },
    assistant: { enabled: false, library_dir: "", model_path: "" },
  });
  assert.throws(() => loadConfig(files.from()), { code: "CONFIG_INVALID" });
});

Deno.test("a file that is not YAML is refused with file and line", () => {
  using files = scratch();
  const file = files.write("user.yaml", "host:\n  root: [\n");
  assert.throws(() => readGrantSettings(start(files.from())), (error: unknown) => {
    assert.ok(error instanceof Error && error.message.includes(file));
    return true;
  });
});
