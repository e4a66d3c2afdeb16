import assert from "node:assert/strict";
import { packageHistory } from "./_packages.ts";
import { cortex } from "./_world.ts";

const answers = { "packages.history": () => packageHistory };

Deno.test("changes are asked for by package, count and how long ago, however long that is", async () => {
  const all = await cortex(["history"], { answers });
  assert.deepEqual(all.asked, [["packages.history", {}]]);
  const some = await cortex(["history", "openssl", "--since", "7d", "--limit", "5"], { answers });
  assert.deepEqual(some.asked, [[
    "packages.history",
    { name: "openssl", limit: 5, since: "2026-11-14T12:00:00.000Z" },
  ]]);
  const [, input] = (await cortex(["history", "--since", "2026-11-20T10:00+01:00"], { answers })).asked[0] ??
    [];
  assert.deepEqual(input, { since: "2026-11-20T09:00:00.000Z" });
  const ever = await cortex(["history", "--since", "999999999d"], { answers });
  assert.deepEqual([ever.exit, ever.asked], [0, [["packages.history", {
    since: "1970-01-01T00:00:00.000Z",
  }]]]);
});

Deno.test("a time that is none is a fault of usage", async () => {
  const { exit, err } = await cortex(["history", "--since", "soon"], { answers });
  assert.equal(exit, 2);
  assert.match(err, /Cannot use --since "soon": give a moment such as .*, or how long ago/);
});
