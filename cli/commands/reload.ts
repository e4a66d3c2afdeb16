import { type Command, defineCall } from "../command.ts";
import { type Line, paint, styled } from "../text/paint.ts";

/** `cortex reload`: fails with CONFIG_INVALID and changes nothing when the files are not valid. */
export const command: Command = defineCall({
  operation: "daemon.reload",
  examples: [
    { args: "config validate && cortex reload", summary: "Check the files first" },
  ],
  render: ({ changed, waiting }, view) => {
    const lines: Line[] = [[
      changed.length + waiting.length === 0 ? "Reloaded, nothing changed" : "Reloaded",
    ]];
    lines.push(...changed.map((key): Line => [`  ${key} `, styled("good", "now in force")]));
    lines.push(...waiting.map((key): Line => [`  ${key} `, styled("warning", "waits for a restart")]));
    return paint(lines, view);
  },
});
