import { type Command, defineCall } from "../../command.ts";
import { plural } from "../../text/format.ts";
import { paint } from "../../text/paint.ts";

/** `cortex alerts clear`: removes from the store what is over. */
export const command: Command = defineCall({
  operation: "alerts.clear",
  examples: [{
    args: "alerts clear",
    summary: "Remove resolved alerts, and dismissed ones whose condition is gone",
  }],
  render: ({ count }, view) => paint([[`Removed ${plural(count, "alert")}`]], view),
});
