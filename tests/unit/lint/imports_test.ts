import assert from "node:assert/strict";
import { RANKS, unitOf } from "../../lint/layout.ts";
import { assertFine, assertReported } from "./_run.ts";

const importing = (specifier: string) => `import { a } from "${specifier}";`;

Deno.test("import-rank lets imports go down and stay inside a folder", () => {
  assertFine("import-rank", "main.ts", importing("./src/daemon.ts"), importing("./src/ipc/mod.ts"));
  assertFine("import-rank", "src/daemon.ts", importing("./ipc/mod.ts"), importing("./contract/mod.ts"));
  assertFine("import-rank", "src/ipc/http.ts", importing("./socket.ts"), importing("../operations/mod.ts"));
  assertFine(
    "import-rank",
    "src/monitor/cpu/times.ts",
    importing("../host.ts"),
    importing("../../core/clock.ts"),
  );
  assertFine("import-rank", "src/permissions.ts", importing("./config/mod.ts"));
  assertFine("import-rank", "src/store/mod.ts", importing("node:sqlite"), importing("zod"));
});

Deno.test("import-rank refuses imports that go up", () => {
  const up = /goes|imports go down only \(src\/store has rank 3, src\/ipc rank 9\)/;
  assertReported("import-rank", "src/store/mod.ts", up, importing("../ipc/mod.ts"));
  assertReported("import-rank", "src/core/a.ts", /imports go down only/, importing("../log/mod.ts"));
  assertReported("import-rank", "src/ipc/http.ts", /imports go down only/, importing("../daemon.ts"));
  assertReported("import-rank", "src/contract/a.ts", /imports go down only/, importing("../core/clock.ts"));
});

Deno.test("import-rank refuses imports between folders of one rank", () => {
  const sideways = /folders of one rank never import each other/;
  assertReported("import-rank", "src/alerts/mod.ts", sideways, importing("../monitor/mod.ts"));
  assertReported("import-rank", "src/operations/a.ts", sideways, importing("../permissions.ts"));
  assertReported(
    "import-rank",
    "cli/main.ts",
    sideways,
    importing("../mod.ts"),
    importing("../src/daemon.ts"),
  );
});

Deno.test("import-rank sees every form of import", () => {
  const up = /imports go down only/;
  assertReported(
    "import-rank",
    "src/core/a.ts",
    up,
    `import type { A } from "../ipc/mod.ts";`,
    `import "../ipc/mod.ts";`,
    `export { a } from "../ipc/mod.ts";`,
    `export * from "../ipc/mod.ts";`,
    `const a = await import("../ipc/mod.ts");`,
    "const a = await import(`../ipc/mod.ts`);",
    `type A = import("../ipc/mod.ts").A;`,
  );
});

Deno.test("import-rank wants a rank for every folder, and no test in the program", () => {
  assertReported("import-rank", "src/utils/a.ts", /give its folder a rank/, importing("../core/clock.ts"));
  assertReported("import-rank", "src/ipc/a.ts", /give its folder a rank/, importing("../utils/a.ts"));
  assertReported(
    "import-rank",
    "src/ipc/a.ts",
    /does not contain tests/,
    importing("../../tests/tools/a.ts"),
  );
  assertFine("import-rank", "tests/unit/ipc/a_test.ts", importing("../../../src/ipc/a.ts"));
  assertFine("import-rank", "bench/main.ts", importing("../src/daemon.ts"));
});

Deno.test("import-rank and unitOf know every unit of the table", () => {
  for (const [rank, names] of RANKS.entries()) {
    for (const name of names) {
      assert.deepEqual([unitOf(`${name}/mod.ts`)?.rank, unitOf(`${name}.ts`)?.name], [rank, name]);
    }
  }
  assert.equal(unitOf("src/daemon.ts")?.name, "main");
  assert.equal(unitOf("src/clients/a.ts"), undefined);
});

Deno.test("import-door lets other folders in through mod.ts only", () => {
  const door = /through src\/store\/mod\.ts or src\/store\/offline\.ts only/;
  assertReported("import-door", "src/ipc/a.ts", door, importing("../store/alerts.ts"));
  assertReported("import-door", "cli/main.ts", door, importing("../src/store/sql/schema.ts"));
  assertReported(
    "import-door",
    "main.ts",
    /through src\/permissions\.ts only/,
    importing("./src/permissions/a.ts"),
  );
  assertFine("import-door", "src/ipc/a.ts", importing("../store/mod.ts"), importing("./socket.ts"));
  assertFine("import-door", "src/ipc/a.ts", importing("../core/clock.ts"), importing("hono"));
  assertFine(
    "import-door",
    "src/ipc/a.ts",
    importing("../contract/mod.ts"),
    importing("../contract/wire.ts"),
  );
  assertFine(
    "import-door",
    "src/daemon.ts",
    importing("./permissions.ts"),
    importing("./permission_check.ts"),
  );
  assertFine("import-door", "tests/unit/a_test.ts", importing("../../src/store/alerts.ts"));
});

Deno.test("import-door keeps _name.ts private to its folder", () => {
  const secret = /private to its folder/;
  assertReported("import-door", "src/ipc/a.ts", secret, importing("./http/_route.ts"));
  assertReported("import-door", "src/ipc/http/a.ts", secret, importing("../_frame.ts"));
  assertFine("import-door", "src/ipc/a.ts", importing("./_frame.ts"));
  assertFine("import-door", "tests/unit/ipc/a_test.ts", importing("../../../src/ipc/_frame.ts"));
});

Deno.test("contract-pure lets the contract import zod and itself, and do nothing", () => {
  const pure = /imports nothing but zod/;
  assertFine("contract-pure", "src/contract/a.ts", importing("zod"), importing("./errors.ts"));
  assertFine("contract-pure", "src/config/a.ts", importing("js-yaml"), "Deno.readTextFileSync('a');");
  assertReported("contract-pure", "src/contract/a.ts", pure, importing("node:path"), importing("hono"));
  assertReported("contract-pure", "src/contract/a.ts", pure, "const a = Deno.uid();", "Deno.env.get('A');");
});

Deno.test("worker-zod keeps zod out of workers at run time", () => {
  const heavy = /costs each worker 16 MB/;
  assertReported(
    "worker-zod",
    "src/monitor/worker.ts",
    heavy,
    importing("zod"),
    importing("../contract/mod.ts"),
  );
  assertReported("worker-zod", "src/monitor/services_worker.ts", heavy, `export * from "zod/mini";`);
  assertFine(
    "worker-zod",
    "src/monitor/worker.ts",
    `import type { Health } from "../contract/mod.ts";`,
    `import { type Health, type Process } from "../contract/mod.ts";`,
    importing("../core/sample.ts"),
  );
  assertFine("worker-zod", "src/monitor/mod.ts", importing("../contract/mod.ts"));
});
