import assert from "node:assert/strict";
import { load } from "js-yaml";
import { exampleConfig } from "../../../src/config/mod.ts";
import { SETTINGS } from "../../../src/config/settings.ts";
import { ruleDefaults } from "../../../cli/commands/config/_rule_defaults.ts";
import { assertGolden } from "../../tools/golden.ts";
import { scratch } from "./_files.ts";

const example = exampleConfig(ruleDefaults());

Deno.test("the documented example", () => assertGolden("daemon.yaml", example));

Deno.test("the example sets nothing until it is uncommented; then all of it is valid, and equal to the defaults", () => {
  assert.deepEqual(load(example), { version: 1 });
  // A setting has the "#" in its first column, words have it where they begin.
  const text = example.split("\n").map((line) => /^#([a-z]| {2})/.test(line) ? line.slice(1) : line).join(
    "\n",
  );
  using files = scratch();
  using none = scratch();
  files.write("user.yaml", text);
  const given = files.load().settings.filter(({ origin }) => origin !== "default").map(({ key }) => key);
  const without = SETTINGS.filter(({ key }) => (ruleDefaults().get(key) ?? undefined) === undefined)
    .filter((setting) => setting.default === null).map(({ key }) => key);
  assert.deepEqual(given.length + without.length, SETTINGS.length);
  const { alerts, ...rest } = files.load().config;
  const { alerts: standard, ...others } = none.load().config;
  assert.deepEqual(rest, others);
  assert.deepEqual({ ...alerts, rules: null }, { ...standard, rules: null });
  assert.deepEqual([alerts.rules.disk.warning, alerts.rules.disk.enabled], [80, true]);
});
