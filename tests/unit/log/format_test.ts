import assert from "node:assert/strict";
import { jsonFormatter, textFormatter } from "../../../src/log/format.ts";
import { record } from "./_record.ts";

const failed = record("", {
  message: ["Cannot open ", "/x", ": ", new Deno.errors.NotFound("no such file"), ""],
  properties: { path: "/x" },
});

Deno.test("a message has its texts as they are, and of an error what it says", () => {
  assert.equal(JSON.parse(jsonFormatter()(failed)).message, "Cannot open /x: no such file");
  assert.match(textFormatter()(failed), /ipc: Cannot open \/x: no such file \(path="\/x"\)\s*$/);
});

Deno.test("each property is told by its value, one that has none is not", () => {
  const properties = { count: 3, none: undefined, list: ["a"], of: null, run: () => {} };
  assert.match(
    textFormatter()(record("Done", { properties })),
    /Done \(count=3 list=\["a"\] of=null run=undefined\)\s*$/,
  );
});
