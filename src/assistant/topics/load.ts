import type { Health } from "../../contract/mod.ts";
import { factsFrom } from "../fact.ts";
import { listed, say, type Sentence } from "../sentence.ts";
import { defineTopic } from "../topic.ts";
import { waitingFor } from "../waiting.ts";
import { courseOf } from "../course.ts";
import { heaviestByCpu, heaviestByMemory } from "../heaviest.ts";

/** Why the host is slow, or whether it is. */
export const load = defineTopic({
  name: "load",
  about: "load, and why it is slow",
  example: "Why is it slow?",
  words: [
    "slow",
    "slowly",
    "sluggish",
    "lag",
    "lags",
    "laggy",
    "hang",
    "hangs",
    "stuck",
    "load",
    "loaded",
    "heavy",
    "pressure",
    "performance",
    "overloaded",
    "unresponsive",
  ],
  needs: ["health", "by_cpu", "by_memory", "hour"],
  series: ["load_1"],
  further: ["cpu_saturation", "memory_pressure"],
  say: (known) => {
    const { health } = known;
    if (health === null) return [];
    const { text } = factsFrom({ source: "health.get", at: health.taken_at });
    const status = text("load status", health.load_status);
    const reasons = health.load_reasons.map((reason) => say`${text("why", reason)}`);
    return [
      reasons.length === 0
        ? say`The load of this host is ${status}: no figure is near its threshold`
        : say`The load of this host is ${status}: ${listed(reasons, "; ")}`,
      ...averages(health),
      ...courseOf(known, { series: "load_1" }),
      ...waits(health),
      ...heaviestByCpu(known),
      ...heaviestByMemory(known),
    ];
  },
});

function averages({ cpu, taken_at }: Health): Sentence[] {
  if (cpu === null) return [];
  const { figure } = factsFrom({ source: "health.get", at: taken_at });
  return [
    say`The load average is ${figure("load of the last minute", cpu.load_1, "")} over a minute, ${
      figure("load of five minutes", cpu.load_5, "")
    } over five and ${figure("load of fifteen minutes", cpu.load_15, "")} over fifteen`,
  ];
}

/** What tasks waited for in the last minute, where the kernel says so. */
function waits(health: Health): Sentence[] {
  const each = (["cpu", "memory", "io"] as const).flatMap((resource): Sentence[] => {
    const waiting = waitingFor(resource, health);
    return waiting === null ? [] : [[`for ${waiting.what} `, waiting.fact]];
  });
  return each.length === 0 ? [] : [say`In the last minute tasks waited ${listed(each)} of the time`];
}
