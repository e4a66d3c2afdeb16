import { factsFrom } from "../fact.ts";
import { say } from "../sentence.ts";
import { defineTopic } from "../topic.ts";
import { courseOf } from "../course.ts";
import { heaviestByMemory } from "../heaviest.ts";

/** How much memory and swap is in use, and by whom. */
export const memory = defineTopic({
  name: "memory",
  about: "memory and swap",
  example: "Who uses the memory?",
  words: ["memory", "ram", "swap", "swapping", "oom", "cache", "cached"],
  needs: ["health", "by_memory", "hour", "day"],
  series: ["memory_usage_percent"],
  further: ["memory_pressure"],
  say: (known) => {
    const { health } = known;
    if (health === null || health.memory === null) return [];
    const { memory } = health;
    const { figure } = factsFrom({ source: "health.get", at: health.taken_at });
    const swap = memory.swap_total_bytes === 0 ? [] : [
      say`Of ${figure("swap", memory.swap_total_bytes, "bytes")} of swap, ${
        figure("swap in use", memory.swap_used_bytes, "bytes")
      } is in use (${figure("swap usage", memory.swap_usage_percent, "percent")})`,
    ];
    return [
      say`Memory is at ${figure("memory usage", memory.usage_percent, "percent")}: ${
        figure("memory in use", memory.used_bytes, "bytes")
      } of ${figure("memory", memory.total_bytes, "bytes")} is in use, ${
        figure("memory available", memory.available_bytes, "bytes")
      } is available`,
      ...courseOf(known, { series: "memory_usage_percent" }),
      ...swap,
      ...heaviestByMemory(known),
    ];
  },
});
