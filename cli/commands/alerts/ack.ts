import type { Command } from "../../command.ts";
import { changeNamedOrAll } from "./_change.ts";

/** `cortex alerts ack`: active alerts become acknowledged. */
export const command: Command = changeNamedOrAll({
  name: "ack",
  done: "Acknowledged",
  one: (client, id) => client.alerts.acknowledge({ id }),
  all: (client, filters) => client.alerts.acknowledge_all(filters),
  examples: [
    { args: "alerts ack 3f2a91bc", summary: "One alert, by the beginning of its id" },
    { args: "alerts ack --all --category disk", summary: "Every active alert about disks" },
  ],
});
