import { type Command, defineCall } from "../../command.ts";
import { plural } from "../../text/format.ts";
import { paint } from "../../text/paint.ts";

export const command: Command = defineCall({
  operation: "alerts.clear",
  examples: [{
    args: "alerts clear",
    summary: "Remove resolved alerts, and dismissed ones whose condition is gone",
  }],
  render: ({ count }, view) => paint([[`Removed ${plural(count, "alert")}`]], view),
});
