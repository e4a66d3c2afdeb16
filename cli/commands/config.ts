import type { Group } from "../command.ts";

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
