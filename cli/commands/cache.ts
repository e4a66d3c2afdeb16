import type { Group } from "../command.ts";

/** `cortex cache`: the search results that are kept, their use when nothing else is said. */
export const command: Group = {
  standard: "stats",
  entries: [
    { name: "stats", summary: "How the cache is used", load: () => import("./cache/stats.ts") },
    { name: "clear", summary: "Forget what is kept", load: () => import("./cache/clear.ts") },
  ],
};
