import { type Command, defineCall } from "../../command.ts";

/** `cortex config get KEY`: the value alone, for scripts; of a section one `key=value` a line. */
export const command: Command = defineCall({
  operation: "config.get",
  operands: [{ name: "KEY", summary: "One setting, or a section: log.level, alerts" }],
  examples: [
    { args: "config get log.level", summary: "The value alone" },
    { args: "config get ipc", summary: "A section, key=value a line" },
  ],
  input: ({ operands: [key] }) => key === undefined ? {} : { key },
  render: ({ items }, _view, { operands: [key] }) =>
    items.map((setting) => {
      const text = typeof setting.value === "string" ? setting.value : JSON.stringify(setting.value);
      return setting.key === key ? `${text}\n` : `${setting.key}=${text}\n`;
    }).join(""),
});
