import assert from "node:assert/strict";
import { createHostSheets } from "../../../src/assistant/grounding/host_sheet.ts";
import { textOf } from "../../../src/assistant/fact.ts";
import { HEALTH } from "../operations/sample_health.ts";
import { call, NOW_MS, sourcesOf } from "./_sources.ts";

Deno.test("what stays the same comes first from one sheet to the next, what changed behind it", async () => {
  let minute = 0;
  const cpu_percent = () => 10 + minute;
  const sheets = createHostSheets({
    ...sourcesOf(),
    health: {
      get: () => ({ ...HEALTH, cpu: HEALTH.cpu && { ...HEALTH.cpu, usage_percent: cpu_percent() } }),
    },
  }, { wall: () => NOW_MS, steady: () => minute * 60_000 });
  const next = async () => {
    const { facts } = await sheets.get(call);
    minute++;
    return facts.map((fact) => `${fact.fact} of ${fact.subject}: ${textOf(fact)}`);
  };
  const [first, second, third] = [await next(), await next(), await next()];
  assert.notEqual(first.at(-1), "CPU usage of : 10 %");
  assert.deepEqual(second, [
    ...first.filter((line) => line !== "CPU usage of : 10 %"),
    "CPU usage of : 11 %",
  ]);
  assert.deepEqual(third, [...second.slice(0, -1), "CPU usage of : 12 %"]);
});
