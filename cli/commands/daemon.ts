import type { Group } from "../command.ts";

/** `cortex daemon`: systemd's unit where there is one, else a daemon of the user's own in the background. */
export const command: Group = {
  standard: "status",
  entries: [
    {
      name: "start",
      summary: "Start it and wait until it is ready",
      load: () => import("./daemon/start.ts"),
    },
    { name: "stop", summary: "End it and wait until it has ended", load: () => import("./daemon/stop.ts") },
    { name: "restart", summary: "Start a new one in its place", load: () => import("./daemon/restart.ts") },
    { name: "status", summary: "How the daemon itself is", load: () => import("./status.ts") },
  ],
};
