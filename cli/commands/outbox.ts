import type { Group } from "../command.ts";

/** `cortex outbox`: what must be told outside this host, the list when nothing else is said. */
export const command: Group = {
  standard: "list",
  entries: [
    { name: "list", summary: "What waits, and who takes it", load: () => import("./outbox/list.ts") },
    {
      name: "follow",
      summary: "Take entries as they come, each written as a line",
      load: () => import("./outbox/follow.ts"),
    },
    { name: "read", summary: "Take the next entries as a consumer", load: () => import("./outbox/read.ts") },
    { name: "ack", summary: "Say that entries were delivered", load: () => import("./outbox/ack.ts") },
  ],
};
