import assert from "node:assert/strict";
import type { LogEntry } from "../../../src/contract/wire.ts";
import { cortex } from "./_world.ts";

const entry = (seq: number, changes: Partial<LogEntry> = {}): LogEntry => ({
  seq,
  at: "2026-11-21T11:59:00.000Z",
  level: "warning",
  component: "ipc",
  message: "Stream cut",
  data: { reason: "too slow" },
  ...changes,
});
const answers = { "logs.list": () => ({ items: [entry(1), entry(2, { component: "monitor", data: {} })] }) };
const lines = [
  "2026-11-21T11:59:00.000Z  warning   ipc         Stream cut  reason=too slow\n",
  "2026-11-21T11:59:00.000Z  warning   monitor     Stream cut\n",
];

Deno.test("logs are shown by level and component, the newest last", async () => {
  const { out, asked } = await cortex(["logs", "--level", "warning", "--component", "ipc,monitor"], {
    answers,
  });
  assert.equal(out, lines.join(""));
  assert.deepEqual(asked, [
    ["logs.list", { level: "warning", components: ["ipc", "monitor"], limit: 50 }],
  ]);
  const none = await cortex(["logs"], { answers: { "logs.list": () => ({ items: [] }) } });
  assert.equal(none.out, "No records\n");
});

Deno.test("logs that are followed go on after the last one that was shown", async () => {
  const streams = { "logs.stream": [entry(3, { message: "evil\x1b[31m", data: {} })] };
  const shown = await cortex(["logs", "-f", "-n", "2"], { answers, streams });
  assert.equal(shown.out, `${lines.join("")}2026-11-21T11:59:00.000Z  warning   ipc         evil\\x1b[31m\n`);
  assert.deepEqual(shown.asked, [["logs.list", { limit: 2 }], ["logs.stream", { after: 2 }]]);
  const json = await cortex(["logs", "-f", "--json"], { answers, streams });
  assert.deepEqual(json.out.trimEnd().split("\n").map((line) => JSON.parse(line).seq), [1, 2, 3]);
});
