import assert from "node:assert/strict";
import { redacted } from "../../../src/log/redact.ts";
import { record } from "./_record.ts";

Deno.test("secrets are left out, wherever they stand", () => {
  const { message, properties } = redacted(record("", {
    message: ["Signed in with ", "hunter2", " at smtp://me:hunter2@host/"],
    properties: {
      smtp_password: "hunter2",
      apiKey: 5,
      url: "https://a:b@c/d",
      said: "it is hunter2",
      request: { headers: [{ authorization: "Bearer x" }], path: "/v1" },
      left: undefined,
      count: 3,
    },
  }));
  assert.deepEqual(message, ["Signed in with ", "[redacted]", " at smtp://[redacted]@host/"]);
  assert.deepEqual(properties, {
    smtp_password: "[redacted]",
    apiKey: "[redacted]",
    url: "https://[redacted]@c/d",
    said: "it is [redacted]",
    request: { headers: [{ authorization: "[redacted]" }], path: "/v1" },
    left: undefined,
    count: 3,
  });
});

Deno.test("an error keeps its name and its stack, but not what it tells of a secret", () => {
  const error = new TypeError("Cannot sign in at https://me:pw@host/");
  const { properties: { error: shown } } = redacted(record("", { properties: { error } }));
  assert(shown instanceof Error);
  assert.equal(shown.name, "TypeError");
  assert.equal(shown.message, "Cannot sign in at https://[redacted]@host/");
  assert(!shown.stack?.includes("pw@") && shown.stack?.includes("redact_test.ts"), shown.stack);
});

Deno.test("what is nested without end is cut", () => {
  const circle: Record<string, unknown> = {};
  circle.circle = circle;
  assert.match(JSON.stringify(redacted(record("", { properties: { circle } })).properties), /…/);
});
