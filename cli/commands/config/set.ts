import { type Command, defineCall } from "../../command.ts";
import { renderChange } from "./_change.ts";

/** `cortex config set`: changes one setting through the daemon, which checks the whole before it writes. */
export const command: Command = defineCall({
  operation: "config.set",
  operands: [
    { name: "KEY", summary: "A setting: log.level" },
    { name: "VALUE", summary: "Its value; a list as a,b or [a, b], a mapping as YAML" },
  ],
  examples: [
    { args: "config set log.level debug", summary: "In force at once" },
    { args: "config set users.excluded backup,www-data", summary: "A list" },
  ],
  input: ({ operands: [key = "", value = ""] }) => ({ key, value }),
  render: renderChange,
});
