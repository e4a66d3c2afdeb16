import assert from "node:assert/strict";
import type { Subsystem } from "../../../src/contract/mod.ts";
import { isHealthy } from "../../../src/daemon/healthy.ts";

const NOW = Date.parse("2026-01-01T01:00:00Z");
const inventory = (state: Subsystem["state"], age_ms: number | null): Subsystem => ({
  name: "inventory",
  state,
  restarts: 0,
  last_heartbeat_at: age_ms === null ? null : new Date(NOW - age_ms).toISOString(),
  heap_bytes: null,
  message: null,
});
/** Of a daemon that started so long ago. */
const healthyAfter = (up_ms: number, age_ms: number | null, ...subsystems: Subsystem[]) => {
  const last_sample_ms = age_ms === null ? null : NOW - age_ms;
  return isHealthy({ last_sample_ms, interval_ms: 10_000, started_ms: NOW - up_ms, subsystems }, NOW);
};
const healthy = (age_ms: number | null, ...subsystems: Subsystem[]) =>
  healthyAfter(3_600_000, age_ms, ...subsystems);

Deno.test("a sample of up to three ticks is fresh, none or an older one is not", () => {
  assert.deepEqual([healthy(0), healthy(30_000), healthy(30_001), healthy(null)], [true, true, false, false]);
});

Deno.test("where the inventory is on, its check is fresh for ten minutes, and so is a start without one", () => {
  assert.equal(healthy(0, inventory("idle", 600_000)), true);
  assert.equal(healthy(0, inventory("idle", 600_001)), false);
  assert.equal(healthyAfter(600_000, 0, inventory("starting", null)), true);
  assert.equal(healthyAfter(600_001, 0, inventory("starting", null)), false);
  assert.equal(healthy(0, inventory("off", null)), true);
  assert.equal(healthy(0, inventory("off", 3_600_000)), true);
});
