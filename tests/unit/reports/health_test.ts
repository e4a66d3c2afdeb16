import assert from "node:assert/strict";
import type { Subsystem } from "../../../src/contract/mod.ts";
import { healthReport } from "../../../src/reports/mod.ts";
import type { HealthInput } from "../../../src/reports/health.ts";
import { sampleOf } from "../alerts/_host.ts";

const MONITOR: Subsystem = {
  name: "monitor",
  state: "running",
  restarts: 0,
  last_heartbeat_at: null,
  heap_bytes: null,
  message: null,
};
const NO_ALERTS = { info: 0, warning: 0, error: 0, critical: 0 };
const STORE = { state: "ok", bytes: 4096, oldest_sample_at: null, message: null } as const;

function reportOf(changes: Partial<HealthInput> = {}) {
  return healthReport({
    sample: sampleOf({}),
    services: null,
    alerts: NO_ALERTS,
    subsystems: [MONITOR],
    store: STORE,
    thresholds: { cpu: 90, memory: 85, load: 2, cpu_pressure: 20, memory_pressure: 20, io_pressure: 20 },
    persistent: [],
    ...changes,
  });
}

Deno.test("the worst open alert decides the status, a part that does not work counts more than a warning", () => {
  const statusOf = (changes: Partial<HealthInput>) => reportOf(changes).status;
  const broken = { subsystems: [MONITOR, { ...MONITOR, name: "inventory", state: "unhealthy" as const }] };
  const warned = { alerts: { ...NO_ALERTS, warning: 1 } };
  assert.equal(statusOf({}), "ok");
  assert.equal(statusOf({ alerts: { ...NO_ALERTS, info: 1 } }), "ok");
  assert.equal(statusOf(warned), "warning");
  assert.equal(statusOf({ alerts: { ...NO_ALERTS, error: 1 } }), "warning");
  assert.equal(statusOf({ ...warned, ...broken }), "degraded");
  assert.equal(statusOf({ store: { ...STORE, state: "failing" } }), "degraded");
  assert.equal(statusOf({ store: { ...STORE, state: "memory" } }), "degraded");
  assert.equal(statusOf({ ...broken, alerts: { ...NO_ALERTS, critical: 1 } }), "critical");
  assert.equal(statusOf({ subsystems: [{ ...MONITOR, state: "restarting" }] }), "ok");
});

Deno.test("failed units are counted where they could be asked for, and when they were is told", () => {
  const checked_at = "2026-11-21T12:00:00.000Z";
  const unit = { unit: "a.service", load: "loaded", active: "failed", sub: "failed", description: "" };
  const services = (available: boolean) =>
    reportOf({ services: { items: [unit], available, checked_at } }).services;
  assert.deepEqual(services(true), { failed: 1, checked_at });
  assert.deepEqual(services(false), { failed: null, checked_at });
  assert.deepEqual(reportOf().services, { failed: null, checked_at: null });
});
