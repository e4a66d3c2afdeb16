import assert from "node:assert/strict";
import fc from "fast-check";
import { levelOf, thresholdsInForce } from "../../../src/alerts/thresholds.ts";
import type { Severity } from "../../../src/contract/mod.ts";
import { configOf } from "./_host.ts";

const limits = (warning: number | null, critical: number | null) => ({ warning, critical, enabled: true });
const level = (
  value: number,
  held: Severity | null,
  warning: number | null,
  critical: number | null,
  hysteresis = 5,
) =>
  levelOf(value, held, limits(warning, critical), { comparison: "at_least", hysteresis })?.severity ?? null;

Deno.test("the threshold itself counts", () => {
  assert.equal(level(85, null, 85, 95), "warning");
  assert.equal(level(84.99, null, 85, 95), null);
  assert.equal(level(95, null, 85, 95), "critical");
});

Deno.test("a level is held within its hysteresis, and only the one that was reached", () => {
  assert.equal(level(90, "critical", 85, 95), "critical");
  assert.equal(level(89.9, "critical", 85, 95), "warning");
  assert.equal(level(90, "warning", 85, 95), "warning");
  assert.equal(level(80, "warning", 85, 95), "warning");
  assert.equal(level(79.9, "warning", 85, 95), null);
});

Deno.test("a hysteresis as large as the threshold still lets it end", () => {
  assert.equal(level(0, "warning", 1, null, 100), null);
  assert.equal(level(1, "warning", 1, null, 100), "warning");
});

Deno.test("a rule with only one threshold has only that level", () => {
  assert.equal(level(1000, null, 1, null), "warning");
  assert.equal(level(1000, null, null, 5), "critical");
  assert.equal(level(4, null, null, 5), null);
});

Deno.test("property: at most is the mirror of at least", () => {
  const number = fc.integer({ min: -100, max: 100 });
  const held = fc.constantFrom<Severity | null>(null, "warning", "critical");
  fc.assert(
    fc.property(number, number, number, fc.nat(20), held, (value, warning, critical, hysteresis, before) => {
      const above = levelOf(value, before, limits(warning, critical), { comparison: "at_least", hysteresis });
      const below = levelOf(-value, before, limits(-warning, -critical), {
        comparison: "at_most",
        hysteresis,
      });
      assert.equal(below?.severity, above?.severity);
    }),
  );
});

Deno.test("thresholds in force are the rule's own where the configuration says nothing", () => {
  const { alerts } = configOf({ rules: { memory: { critical: 99 }, cpu: { enabled: false } } });
  const all = thresholdsInForce(alerts);
  assert.deepEqual(all.memory, { warning: 85, critical: 99, enabled: true });
  assert.deepEqual(all.cpu, { warning: 90, critical: 95, enabled: false });
  assert.deepEqual(all.services, { warning: 1, critical: null, enabled: true });
});
