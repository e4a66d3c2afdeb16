import assert from "node:assert/strict";
import { changedSettings, loadConfig } from "../../../src/config/mod.ts";
import { keepOld } from "../../../src/daemon/keep_old.ts";
import { scratch } from "../config/_files.ts";

Deno.test("what waits for a restart keeps its value and its origin, however often the files are read again", () => {
  using files = scratch();
  const before = loadConfig(files.from());
  files.write("user.yaml", "assistant:\n  enabled: true\nmonitor:\n  interval_seconds: 5\n");
  const next = loadConfig(files.from());
  const waiting = changedSettings(before, next).filter(({ reload }) => reload === "restart");
  assert.deepEqual(waiting.map(({ key }) => key), ["assistant.enabled"]);
  const now = keepOld(before, next, waiting);
  assert.deepEqual([now.config.assistant.enabled, now.config.monitor.interval_seconds], [false, 5]);
  const shown = new Map(now.settings.map((setting) => [setting.key, setting]));
  assert.equal(shown.get("assistant.enabled")?.value, false);
  assert.equal(shown.get("assistant.enabled")?.origin, "default");
  assert.match(shown.get("monitor.interval_seconds")?.origin ?? "", /user\.yaml:4/);
  assert.deepEqual(changedSettings(now, next).map(({ key }) => key), ["assistant.enabled"]);
});
