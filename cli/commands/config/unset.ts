import { type Command, defineCall } from "../../command.ts";
import { renderChange } from "./_change.ts";

/** `cortex config unset`: takes a setting out of the daemon's file. */
export const command: Command = defineCall({
  operation: "config.set",
  operands: [{ name: "KEY", summary: "A setting: log.level" }],
  examples: [{ args: "config unset log.level", summary: "Back to what weaker files or the default say" }],
  input: ({ operands: [key = ""] }) => ({ key, value: null }),
  render: renderChange,
});
