import { type Command, defineCall } from "../../command.ts";
import { factLines } from "../../text/facts.ts";
import { modelState, statusFacts } from "../../text/models.ts";
import { paint } from "../../text/paint.ts";

/** `cortex model status`: whether it is loaded, who waits, how fast it is. */
export const command: Command = defineCall({
  operation: "assistant.status",
  examples: [{ args: "model status", summary: "Loaded or not, who waits, how fast the last answer was" }],
  render: (status, view) =>
    paint([
      [modelState(status), status.model === null ? "" : `  ${status.model}`],
      ...factLines(statusFacts(status, view)),
    ], view),
});
