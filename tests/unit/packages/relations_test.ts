import assert from "node:assert/strict";
import fc from "fast-check";
import { formatClause, parseRelations } from "../../../src/packages/debian/relations.ts";

Deno.test("relations: alternatives, versions, qualifiers, and what stands round them", () => {
  assert.deepEqual(
    parseRelations("libc6 (>= 2.36), default-mta|mail-transport-agent , perl:any(<<5.38~),\n x:i386"),
    [
      [{ name: "libc6", operator: ">=", version: "2.36" }],
      [{ name: "default-mta" }, { name: "mail-transport-agent" }],
      [{ name: "perl", qualifier: "any", operator: "<<", version: "5.38~" }],
      [{ name: "x", qualifier: "i386" }],
    ],
  );
});

Deno.test("relations: old spellings, an empty field, a last comma", () => {
  assert.deepEqual(parseRelations("a (< 1), b (> 2)"), [
    [{ name: "a", operator: "<=", version: "1" }],
    [{ name: "b", operator: ">=", version: "2" }],
  ]);
  assert.deepEqual(parseRelations(""), []);
  assert.deepEqual(parseRelations("  "), []);
  assert.deepEqual(parseRelations("a,"), [[{ name: "a" }]]);
});

Deno.test("relations: what cannot be read is a RangeError that shows the place", () => {
  for (
    const bad of [
      ",",
      "a,,b",
      "a |",
      "| a",
      "a (1.0)",
      "a (>= )",
      "a (>= 1",
      "a b",
      "a (>= 1) (<< 2)",
      "-a",
      "a:",
    ]
  ) {
    assert.throws(() => parseRelations(bad), RangeError, bad);
  }
});

Deno.test("relations: written out and read again they are the same", () => {
  const relation = fc.record({
    name: fc.stringMatching(/^[a-z0-9][a-z0-9+.-]{1,8}$/),
    qualifier: fc.constantFrom("any", "native", "i386"),
    operator: fc.constantFrom("<<" as const, "<=" as const, "=" as const, ">=" as const, ">>" as const),
    version: fc.stringMatching(/^[0-9][0-9a-z.+~:-]{0,6}$/),
  }, { requiredKeys: ["name", "operator", "version"], noNullPrototype: true });
  const clauses = fc.array(fc.array(relation, { minLength: 1, maxLength: 3 }), { maxLength: 5 });
  fc.assert(fc.property(clauses, (given) => {
    assert.deepEqual(parseRelations(given.map(formatClause).join(", ")), given);
  }));
});

Deno.test("relations: long hostile text ends at once", () => {
  for (const bad of ["a" + " ".repeat(200_000) + "b", "a (>= " + "1".repeat(200_000), "a (".repeat(50_000)]) {
    assert.throws(() => parseRelations(bad), RangeError);
  }
});
