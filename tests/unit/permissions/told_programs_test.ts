import assert from "node:assert/strict";
import { type DaemonTable, tellPrograms, toldPrograms } from "../../../src/permissions.ts";
import { runtimePlaces, runtimesPermissions } from "../../../src/runtimes/launch.ts";

const PROGRAMS = ["/home/ann/.bun/bin/bun", "/usr/bin/a, b:c", "/usr/bin/timeout"];

const places = runtimePlaces({ path: "/usr/bin", home: "/home/ann" });

/** The table of a launcher that has found these. */
function tableOf(programs: readonly string[]): DaemonTable {
  const { read, run } = runtimesPermissions(places, programs);
  const grants = [
    ...read.map((target) => ({ kind: "read", target } as const)),
    ...run.map((target) => ({ kind: "run", target } as const)),
  ];
  const rows = [{ row: "runtimes", zone: "worker", grants, worth: "" } as const];
  return { rows, libc: "", systemctl: null, runtimes: places };
}

Deno.test("what a launcher has found is what its daemon is told, and comes to the same table", () => {
  const variables = tellPrograms(tableOf(PROGRAMS));
  const told = toldPrograms((name) => variables[name]);
  assert.deepEqual(told, PROGRAMS);
  assert.deepEqual(tableOf(told ?? []), tableOf(PROGRAMS));
});

Deno.test("where nothing was told, or nothing that makes sense, the daemon looks itself", () => {
  const [variable = ""] = Object.keys(tellPrograms(tableOf(PROGRAMS)));
  for (const text of [undefined, "", "[", "7", "null", '["/usr/bin/node",7]']) {
    assert.equal(toldPrograms((name) => name === variable ? text : undefined), undefined, text);
  }
  assert.deepEqual(tellPrograms({ ...tableOf(PROGRAMS), rows: [] }), {});
});
