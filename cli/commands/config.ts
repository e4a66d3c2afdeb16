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
      name: "get",
      summary: "The value of a setting alone, for scripts",
      load: () => import("./config/get.ts"),
    },
    {
      name: "set",
      summary: "Change a setting in the daemon's file; says when it comes into force",
      load: () => import("./config/set.ts"),
    },
    {
      name: "unset",
      summary: "Take a setting out of the daemon's file",
      load: () => import("./config/unset.ts"),
    },
    {
      name: "validate",
      summary: "Check configuration files; no daemon is needed",
      load: () => import("./config/validate.ts"),
    },
    {
      name: "example",
      summary: "A file with every setting, commented out; no daemon is needed",
      load: () => import("./config/example.ts"),
    },
    {
      name: "schema",
      summary: "JSON Schema of the file, for editors; no daemon is needed",
      load: () => import("./config/schema.ts"),
    },
  ],
};
