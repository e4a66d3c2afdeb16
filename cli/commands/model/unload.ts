import { type Command, defineCall } from "../../command.ts";
import { paint } from "../../text/paint.ts";

/** `cortex model unload`: once the answer that runs is done. */
export const command: Command = defineCall({
  operation: "assistant.unload",
  examples: [{ args: "model unload", summary: "Its memory back; the next question loads it again" }],
  render: ({ unloaded }, view) => paint([[unloaded ? "Model unloaded" : "No model was loaded"]], view),
});
