import assert from "node:assert/strict";
import { resetSync } from "@logtape/logtape";
import type { LogComponent } from "../../../src/contract/mod.ts";
import { createLogLevel } from "../../../src/daemon/log_level.ts";
import { logger, recentProblems } from "../../../src/log/mod.ts";

Deno.test("debugging that is on outlives a change of the settings, and ends with what they say then", () => {
  let level: "info" | "error" = "info";
  const log_level = createLogLevel(() => ({
    level,
    levels: { ipc: "debug", "store": "error" },
    format: "json",
  }));
  const enabled_of = (component: LogComponent) =>
    (["debug", "info"] as const).filter((one) => logger(component).isEnabledFor(one));
  const enabled = () => enabled_of("alerts");
  try {
    log_level.apply();
    assert.deepEqual(enabled(), ["info"]);
    assert.deepEqual([enabled_of("ipc"), enabled_of("store")], [["debug", "info"], []]);
    log_level.toggleDebug();
    assert.deepEqual(enabled(), ["debug", "info"]);
    assert.deepEqual(enabled_of("store"), ["debug", "info"]);
    level = "error";
    log_level.apply();
    assert.deepEqual(enabled(), ["debug", "info"]);
    log_level.toggleDebug();
    assert.deepEqual(enabled(), []);
  } finally {
    resetSync();
  }
  assert.deepEqual(recentProblems().map(({ component, message }) => `${component}: ${message}`), [
    "log: Debug logging is on",
  ]);
});
