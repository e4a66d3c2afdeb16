import { defineCause, ofHost, scoreOf } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import { say } from "../sentence.ts";
import { waitingFor } from "../waiting.ts";

/** Swap that must be in use at least, percent. */
const SWAP_PERCENT = 10;
/** Share of time in which tasks waited for memory, percent. */
const WAITING = { from: 5, worst: 40 };

/** Memory that is in use is moved to swap and back: swap is used, and tasks wait for memory. */
export const swapThrash = defineCause({
  name: "swap_thrash",
  topics: ["load", "memory"],
  categories: ["memory", "pressure"],
  needs: ["health"],
  series: [],
  commands: [{ command: "vmstat 1 5", why: "Whether it swaps now: columns si and so" }],
  find: ({ health }) => {
    const memory = health?.memory ?? null;
    const waiting = waitingFor("memory", health);
    if (health === null || memory === null || waiting === null) return [];
    if (memory.swap_usage_percent < SWAP_PERCENT) return [];
    const { figure } = factsFrom({ source: "health.get", at: health.taken_at });
    return ofHost(
      scoreOf(waiting.percent, WAITING.from, WAITING.worst),
      say`Memory is swapped out and in: tasks waited for memory in ${waiting.fact} of the last minute, with ${
        figure("swap in use", memory.swap_used_bytes, "bytes")
      } of swap in use`,
    );
  },
});
