import type { Group } from "../command.ts";

/** `cortex watch`: what other commands print once, as it changes. */
export const command: Group = {
  standard: "health",
  entries: [
    {
      name: "health",
      summary: "The screen of cortex health, as it changes",
      load: () => import("./watch/health.ts"),
    },
    {
      name: "alerts",
      summary: "The list of cortex alerts, as it changes",
      load: () => import("./watch/alerts.ts"),
    },
  ],
};
