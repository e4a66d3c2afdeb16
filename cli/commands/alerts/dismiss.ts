import type { Command } from "../../command.ts";
import { changeNamedOrAll } from "./_change.ts";

/** `cortex alerts dismiss`: open alerts are hidden until their condition has lasted a day more. */
export const command: Command = changeNamedOrAll({
  name: "dismiss",
  done: "Dismissed",
  one: (client, id) => client.alerts.dismiss({ id }),
  all: (client, filters) => client.alerts.dismiss_all(filters),
  examples: [
    { args: "alerts dismiss 3f2a91bc", summary: "Hide one alert; it comes back if its condition lasts" },
    { args: "alerts dismiss --all --severity info", summary: "Every open alert of severity info" },
  ],
});
