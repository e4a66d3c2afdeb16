import { defineCause, ofHost, scoreOf } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import { say } from "../sentence.ts";

/** Memory that is not available, percent. */
const USED = { from: 80, worst: 98 };

/** Little memory is left. */
export const memoryPressure = defineCause({
  name: "memory_pressure",
  topics: ["load", "memory", "processes", "users"],
  categories: ["memory", "pressure", "user"],
  needs: ["health"],
  series: [],
  commands: [
    { command: "ps -eo pid,user,rss,pmem,args --sort=-rss | head -n 15", why: "Who uses the memory" },
    { command: "free -h", why: "What is cache and what is not" },
  ],
  find: ({ health }) => {
    const memory = health?.memory ?? null;
    if (health === null || memory === null) return [];
    const { figure } = factsFrom({ source: "health.get", at: health.taken_at });
    return ofHost(
      scoreOf(memory.usage_percent, USED.from, USED.worst),
      say`Memory is short: ${figure("memory available", memory.available_bytes, "bytes")} of ${
        figure("memory", memory.total_bytes, "bytes")
      } is available`,
    );
  },
});
