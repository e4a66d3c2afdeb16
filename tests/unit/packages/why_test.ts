import assert from "node:assert/strict";
import { why } from "../../../src/packages/debian/why.ts";
import { database } from "./_status.ts";

const CHAIN = [
  { name: "app", fields: { Depends: "lib (>= 1) | other" } },
  { name: "long", fields: { Depends: "middle" } },
  { name: "middle", fields: { Depends: "lib" } },
  { name: "lib", fields: { Depends: "deep", Recommends: "extra" } },
  { name: "deep", architecture: "all", fields: { Depends: "lib" } },
  { name: "extra" },
  { name: "orphan" },
  { name: "base", fields: { Essential: "yes" } },
];
const AUTOMATIC = new Set(
  ["middle", "lib", "deep", "extra", "orphan", "base"].map((name) => `${name}:amd64`),
);

Deno.test("why: the shortest chain from what somebody asked for, round loops", async () => {
  assert.deepEqual(why("deep", await database(CHAIN), AUTOMATIC), {
    package: "deep",
    reason: "needed",
    chain: [
      { package: "app", relation: "Depends", wants: "lib (>= 1) | other" },
      { package: "lib", relation: "Depends", wants: "deep" },
    ],
  });
});

Deno.test("why: a recommendation holds where no dependency does", async () => {
  assert.deepEqual(why("extra", await database(CHAIN), AUTOMATIC)?.chain, [
    { package: "app", relation: "Depends", wants: "lib (>= 1) | other" },
    { package: "lib", relation: "Recommends", wants: "extra" },
  ]);
});

Deno.test("why: manual, essential, held by nothing, not there", async () => {
  const host = await database(CHAIN);
  assert.equal(why("app", host, AUTOMATIC)?.reason, "manual");
  assert.equal(why("base", host, AUTOMATIC)?.reason, "essential");
  assert.deepEqual(why("orphan", host, AUTOMATIC), { package: "orphan", reason: "none", chain: [] });
  assert.equal(why("absent", host, AUTOMATIC), null);
});
