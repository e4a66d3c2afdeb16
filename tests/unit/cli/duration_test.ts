import assert from "node:assert/strict";
import { momentOf, momentToCome } from "../../../cli/duration.ts";
import { UsageError } from "../../../cli/usage_error.ts";

const at = (text: string) => momentOf(text, "--from", "metrics query", Date.parse("2026-11-22T12:00:00Z"));
const local = (...parts: [number, number, number, number?, number?]) => new Date(...parts).toISOString();

Deno.test("a moment is a time of RFC 3339; without a zone it is this machine's, as a day alone is", () => {
  assert.equal(at("2026-11-20T10:00:30.5+01:00"), "2026-11-20T09:00:30.500Z");
  assert.equal(at("2026-11-20 10:00 Z"), "2026-11-20T10:00:00.000Z");
  assert.equal(at("2026-11-20t10:00z"), "2026-11-20T10:00:00.000Z");
  assert.equal(at("2026-11-20T10:00"), local(2026, 10, 20, 10, 0));
  assert.equal(at("2026-11-20"), local(2026, 10, 20));
  assert.equal(momentToCome("2028-02-29", "--until", "alerts silence"), local(2028, 1, 29));
});

Deno.test("what only looks like a moment is refused, not taken for another day", () => {
  for (
    const text of [
      "2026-02-30",
      "2027-02-29T10:00Z",
      "foo 5",
      "Nov 12",
      "12",
      "2026-13-01",
      "2026-11-20T25:00",
    ]
  ) {
    assert.throws(() => momentToCome(text, "--until", "alerts silence"), UsageError, text);
    if (text !== "12") assert.throws(() => at(text), UsageError, text);
  }
});
