import assert from "node:assert/strict";
import { isWithoutSystemd, parseFailedUnits, refusesJson } from "../../../src/monitor/failed_units.ts";

const UNITS = [
  { unit: "nginx.service", load: "loaded", active: "failed", sub: "failed", description: "A web server" },
  { unit: "mnt-x.mount", load: "not-found", active: "failed", sub: "failed", description: "" },
];

Deno.test("units as JSON", () => {
  assert.deepEqual(parseFailedUnits(JSON.stringify(UNITS)), UNITS);
  assert.deepEqual(parseFailedUnits("[]\n"), []);
  assert.deepEqual(parseFailedUnits('[{"unit":"a.service","load":7}]'), [
    { unit: "a.service", load: "", active: "", sub: "", description: "" },
  ]);
});

Deno.test("units as lines, with and without a dot before them", () => {
  const plain = "nginx.service loaded    failed failed A web server\nmnt-x.mount   not-found failed failed\n";
  assert.deepEqual(parseFailedUnits(plain), UNITS);
  assert.deepEqual(parseFailedUnits(plain.replaceAll(/^(?=.)/gm, "● ")), UNITS);
  assert.deepEqual(parseFailedUnits("\n"), []);
});

Deno.test("what systemctl says tells an old one and a machine without systemd apart", () => {
  assert.ok(refusesJson("Unknown output 'json'.\n"));
  assert.ok(refusesJson("systemctl: unrecognized option '--output=json'\n"));
  assert.ok(!refusesJson("Access denied"));
  assert.ok(
    isWithoutSystemd("System has not been booted with systemd as init system (PID 1). Can't operate."),
  );
  assert.ok(isWithoutSystemd("Failed to connect to bus: No such file or directory"));
  assert.ok(isWithoutSystemd("Failed to connect to system scope bus via local transport: Host is down"));
  assert.ok(!isWithoutSystemd("Failed to list units: Connection timed out"));
});
