import type { Group } from "../command.ts";

/** `cortex config`: the settings of a running daemon, and files for one that does not run yet. */
export const command: Group = {
  standard: "show",
  entries: [
    {
      name: "show",
      summary: "Settings in force, and where each comes from",
      load: () => import("./config/show.ts"),
    },
    {
      name: "validate",
      summary: "Check configuration files; no daemon is needed",
      load: () => import("./config/validate.ts"),
    },
  ],
};
