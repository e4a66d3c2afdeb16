import type { Group } from "../command.ts";

/** `cortex metrics`: recorded figures, those of the last sample when nothing else is said. */
export const command: Group = {
  standard: "latest",
  entries: [
    { name: "latest", summary: "Figures of the last sample", load: () => import("./metrics/latest.ts") },
    { name: "query", summary: "Figures over a range of time", load: () => import("./metrics/query.ts") },
  ],
};
