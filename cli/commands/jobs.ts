import type { Group } from "../command.ts";

/** `cortex jobs`: work in the background, the list when nothing else is said. */
export const command: Group = {
  standard: "list",
  entries: [
    { name: "list", summary: "Jobs of the last day, newest first", load: () => import("./jobs/list.ts") },
    { name: "show", summary: "One job with its log", load: () => import("./jobs/show.ts") },
    {
      name: "watch",
      summary: "Progress and log of a job, until it has ended",
      load: () => import("./jobs/watch.ts"),
    },
    { name: "cancel", summary: "End a job that runs", load: () => import("./jobs/cancel.ts") },
  ],
};
