import assert from "node:assert/strict";
import type { Subsystem } from "../../../src/contract/mod.ts";
import { allAnswer, statusLine } from "../../../src/daemon/presence.ts";

const NOW = Date.parse("2026-01-01T00:00:20Z");
const worker = (state: Subsystem["state"], silent_ms: number): Subsystem => ({
  name: "monitor",
  state,
  restarts: 0,
  last_heartbeat_at: new Date(NOW - silent_ms).toISOString(),
  heap_bytes: null,
  message: null,
});
const NONE = { info: 0, warning: 0, error: 0, critical: 0 };

Deno.test("a running worker that left its last ping unanswered stops the signs of life", () => {
  assert.equal(allAnswer([worker("running", 5_100)], NOW), true);
  assert.equal(allAnswer([worker("running", 5_100), worker("running", 10_100)], NOW), false);
});

Deno.test("a worker that is down or was given up stops none: the rest goes on", () => {
  assert.equal(allAnswer([worker("restarting", 60_000), worker("unhealthy", 60_000)], NOW), true);
});

Deno.test("the status line names alerts, worst first, and the parts that do not run", () => {
  assert.equal(statusLine(NONE, [worker("running", 0)]), "Running; no alerts");
  assert.equal(
    statusLine({ ...NONE, warning: 2, critical: 1 }, [worker("unhealthy", 0)]),
    "Running; alerts: 1 critical, 2 warning; monitor is unhealthy",
  );
});
