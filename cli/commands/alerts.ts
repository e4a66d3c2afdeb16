import type { Group } from "../command.ts";

/** `cortex alerts`: what is done with alerts, the list when nothing else is said. */
export const command: Group = {
  standard: "list",
  entries: [
    { name: "list", summary: "Alerts, newest first", load: () => import("./alerts/list.ts") },
    { name: "show", summary: "One alert in full", load: () => import("./alerts/show.ts") },
    { name: "ack", summary: "Say that somebody looks after it", load: () => import("./alerts/ack.ts") },
    { name: "dismiss", summary: "Hide it for a day", load: () => import("./alerts/dismiss.ts") },
    { name: "resolve", summary: "End it by hand", load: () => import("./alerts/resolve.ts") },
    {
      name: "silence",
      summary: "Keep alerts from being sent out for a time",
      load: () => import("./alerts/silence.ts"),
    },
    { name: "silences", summary: "Silences in force", load: () => import("./alerts/silences.ts") },
    {
      name: "unsilence",
      summary: "End a silence before its time",
      load: () => import("./alerts/unsilence.ts"),
    },
    { name: "clear", summary: "Remove the alerts that are over", load: () => import("./alerts/clear.ts") },
  ],
};
