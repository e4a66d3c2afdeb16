import assert from "node:assert/strict";
import { CortexError, type OperationName } from "../../../src/contract/mod.ts";
import { systemClock } from "../../../src/core/clock.ts";
import { createDispatcher } from "../../../src/operations/mod.ts";
import { parseSubscription } from "../../../src/operations/invalid_params.ts";
import { memoryParts } from "./memory_parts.ts";

const dispatcher = createDispatcher({
  parts: memoryParts(),
  limits: () => ({ max_running: 1, max_waiting: 0, operation_timeout_ms: 1000 }),
  clock: systemClock,
});

function refusal(name: OperationName, raw: unknown): CortexError {
  try {
    dispatcher.parse(name, raw);
  } catch (error) {
    assert(error instanceof CortexError);
    assert.equal(error.code, "INVALID_PARAMS");
    return error;
  }
  throw new assert.AssertionError({ message: `${name} takes ${JSON.stringify(raw)}` });
}

Deno.test("defaults are filled in, and nothing counts as an empty object", () => {
  assert.deepEqual(dispatcher.parse("alerts.list", undefined), { limit: 50 });
  assert.deepEqual(dispatcher.parse("processes.list", { limit: 5 }), { sort: "cpu", limit: 5 });
});

const CASES: readonly [OperationName, unknown, string, unknown, string][] = [
  [
    "batch",
    { calls: [{ input: {} }] },
    "calls.0.name",
    "a text of at most 128 characters",
    `Cannot do without the parameter "calls.0.name": give a text of at most 128 characters`,
  ],
  [
    "packages.info",
    { name: "../x" },
    "name",
    String.raw`a text of 1 to 255 characters that fits /^(?!.*\.\.)[A-Za-z0-9_+@][A-Za-z0-9_+.@/-]*$/`,
    String
      .raw`Cannot take "../x" as "name": it must be a text of 1 to 255 characters that fits /^(?!.*\.\.)[A-Za-z0-9_+@][A-Za-z0-9_+.@/-]*$/`,
  ],
  [
    "batch",
    { calls: "ping" },
    "calls",
    "a list of 1 to 100",
    `Cannot take "ping" as "calls": it must be a list of 1 to 100`,
  ],
  [
    "batch",
    { calls: Array(101).fill({ name: "daemon.ping" }) },
    "calls",
    "a list of 1 to 100",
    `Cannot take a list as "calls": it must be a list of 1 to 100`,
  ],
  [
    "batch",
    { calls: [{ name: "daemon.ping", input: 1 }] },
    "calls.0.input",
    "an object",
    `Cannot take "1" as "calls.0.input": it must be an object`,
  ],
  [
    "assistant.ask",
    { question: "" },
    "question",
    "a text of 1 to 2000 characters",
    `Cannot take "" as "question": it must be a text of 1 to 2000 characters`,
  ],
  [
    "alerts.list",
    { severity: "bad" },
    "severity",
    ["info", "warning", "error", "critical"],
    `Cannot take "bad" as "severity": it must be one of info, warning, error, critical`,
  ],
  [
    "alerts.list",
    { severity: "eror" },
    "severity",
    ["info", "warning", "error", "critical"],
    `Cannot take "eror" as "severity": did you mean "error"? It must be one of info, warning, error, critical`,
  ],
  [
    "alerts.list",
    { limit: 501 },
    "limit",
    "a whole number from 1 to 500",
    `Cannot take "501" as "limit": it must be a whole number from 1 to 500`,
  ],
  [
    "alerts.list",
    { limit: 1.5 },
    "limit",
    "a whole number from 1 to 500",
    `Cannot take "1.5" as "limit": it must be a whole number from 1 to 500`,
  ],
  [
    "alerts.list",
    { open: 1 },
    "open",
    ["true", "false"],
    `Cannot take "1" as "open": it must be one of true, false`,
  ],
  ["alerts.get", {}, "id", "a UUID", `Cannot do without the parameter "id": give a UUID`],
  ["alerts.get", { id: "x" }, "id", "a UUID", `Cannot take "x" as "id": it must be a UUID`],
  ["alerts.get", { id: { deep: [[]] } }, "id", "a UUID", `Cannot take an object as "id": it must be a UUID`],
  [
    "processes.list",
    { state: "SS" },
    "state",
    "a text of length 1",
    `Cannot take "SS" as "state": it must be a text of length 1`,
  ],
  ["alerts.list", { limt: 1 }, "limt", undefined, `Cannot take the parameter "limt": did you mean "limit"?`],
  ["daemon.ping", { x: 1 }, "x", [], `Cannot take the parameter "x": none is taken here`],
  ["daemon.ping", [1], "", "a JSON object", "Cannot read the parameters: they must be a JSON object"],
];

for (const [name, raw, field, valid, message] of CASES) {
  Deno.test(`${name} ${JSON.stringify(raw)}: ${message}`, () => {
    const error = refusal(name, raw);
    assert.equal(error.message, message);
    assert.equal(error.details?.field, field);
    assert.equal(typeof error.details?.problem, "string");
    if (valid !== undefined) assert.deepEqual(error.details?.valid, valid);
  });
}

Deno.test("a type of events or a part that logs, where there is none, names the nearest one", () => {
  const message = (name: OperationName, raw: unknown) => refusal(name, raw).message;
  assert.match(
    message("events.list", { types: ["part", "alrt"] }),
    /"alrt" as "types\.1": did you mean "alert"/,
  );
  assert.match(message("events.list", { types: ["alert.risen"] }), /did you mean "alert\.raised"/);
  assert.match(message("logs.list", { components: ["moniter"] }), /did you mean "monitor"/);
  assert.throws(
    () => parseSubscription("events.stream", { types: ["deamon"] }),
    /did you mean "daemon"\? It must be one of alert, alert\.raised/,
  );
});

Deno.test("a value of any length is cut in the message", () => {
  assert(refusal("alerts.get", { id: "x".repeat(60_000) }).message.length < 200);
});

Deno.test("a value of any depth is refused, not followed", () => {
  const deep = JSON.parse("[".repeat(20_000) + "]".repeat(20_000));
  refusal("alerts.get", { id: deep });
  refusal("daemon.ping", deep);
});

Deno.test("what is refused counts as a failed request", () => {
  const before = dispatcher.stats();
  refusal("daemon.ping", { x: 1 });
  const after = dispatcher.stats();
  assert.deepEqual([after.total - before.total, after.failed - before.failed], [1, 1]);
});
