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
