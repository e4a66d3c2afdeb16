import type { Command } from "../../command.ts";
import { changeNamed } from "./_change.ts";

/** `cortex alerts resolve`: never all at once, as the daemon resolves by itself what is over. */
export const command: Command = changeNamed({
  name: "resolve",
  done: "Resolved",
  one: (client, id) => client.alerts.resolve({ id }),
  examples: [{ args: "alerts resolve 3f2a91bc", summary: "End one alert by hand" }],
});
