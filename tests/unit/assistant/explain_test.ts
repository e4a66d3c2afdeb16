import assert from "node:assert/strict";
import { createAssistant } from "../../../src/assistant/mod.ts";
import { assistantExplain, CortexError } from "../../../src/contract/mod.ts";
import { sampleAlert, uuid } from "../operations/memory_alerts.ts";
import { alertEvent, call, clock, sourcesOf } from "./_sources.ts";

Deno.test("an alert is explained: what it says, course, cause, how often, beside what, what to do", async () => {
  const events = [
    alertEvent(9, "alert.raised", "2026-11-21T11:59:00.000Z"),
    alertEvent(8, "alert.resolved", "2026-11-21T11:00:00.000Z"),
    alertEvent(7, "alert.raised", "2026-11-21T10:59:00.000Z"),
  ];
  const assistant = createAssistant(sourcesOf({ events, values: [70, 76] }), clock);
  const { answer, evidence, topics, model } = assistantExplain.output.parse(
    await assistant.explain({ alert_id: uuid(1) }, call),
  );
  assert.deepEqual(answer.split("\n").map((line) => line.replace(/ \[[\d, ]+\]/g, "")), [
    "Disk / is 81 % full. The alert is active, of severity warning, raised 2026-11-21 12:00 UTC.",
    "By the rule disk: last value 81 %, worst 82 %, threshold 80 %. " +
    "In the hour before it was 73 % on average, between 70 % and 76 %. " +
    "The cause, as far as it is known: 81 GB of 100 GB are used.",
    "In the last day it began 2 times. Open besides: Disk / is 81 % full.",
    "What to do: Remove what is not needed.",
    'What matters most: "/" fills up: it is 81 % full.',
  ]);
  assert.deepEqual([topics, model], [["disk"], null]);
  assert.deepEqual([...new Set(evidence.map(({ source }) => source))], [
    "alerts.get",
    "metrics.query",
    "events.list",
    "alerts.list",
    "health.get",
  ]);
});

Deno.test("of an alert about a mount only causes of that mount are told, of one that is over none", async () => {
  const assistant = createAssistant(sourcesOf(), clock);
  const { likely_causes } = await assistant.explain({ alert_id: uuid(2) }, call);
  assert.deepEqual(likely_causes, []);
  const sources = sourcesOf();
  const over = {
    ...sources,
    alerts: {
      ...sources.alerts,
      get: () => sampleAlert(1, { status: "resolved", resolved_at: "2026-11-21T12:30:00.000Z" }),
    },
  };
  const reply = await createAssistant(over, clock).explain({ alert_id: uuid(1) }, call);
  assert.deepEqual(reply.likely_causes, []);
  assert.match(reply.answer, /resolved 2026-11-21 12:30 UTC/);
});

Deno.test("an alert that there is not cannot be explained", async () => {
  await assert.rejects(
    createAssistant(sourcesOf(), clock).explain({ alert_id: uuid(99) }, call),
    (error) => error instanceof CortexError && error.code === "ALERT_NOT_FOUND",
  );
});
