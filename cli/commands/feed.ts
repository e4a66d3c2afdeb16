import type { Group } from "../command.ts";

/** `cortex feed`: what says which versions are vulnerable, the list when nothing else is said. */
export const command: Group = {
  standard: "list",
  entries: [
    {
      name: "list",
      summary: "Feeds that the daemon has, newest first",
      load: () => import("./feed/list.ts"),
    },
    { name: "import", summary: "Give the daemon a feed", load: () => import("./feed/import.ts") },
  ],
};
