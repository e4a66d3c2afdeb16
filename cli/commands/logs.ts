import type { InputOf } from "../../src/contract/wire.ts";
import { type Command, defineCommand } from "../command.ts";
import { FOLLOW, follow, printItem } from "../follow.ts";
import { LIMIT } from "../list.ts";
import { given, type Options } from "../option.ts";
import { logLine } from "../text/events.ts";
import { paint } from "../text/paint.ts";

/** Records that a person is shown without --limit. */
const SCREENFUL = 50;

const OPTIONS = {
  level: {
    type: "choice",
    value: "LEVEL",
    choices: ["debug", "info", "warning", "error", "fatal"],
    summary: "Only of this level or above: debug, info, warning, error or fatal",
  },
  component: { type: "text", value: "PARTS", summary: "Only what PARTS say, as ipc,monitor" },
  ...FOLLOW,
  ...LIMIT,
} as const satisfies Options;

/** `cortex logs`: the newest last. */
export const command: Command = defineCommand({
  options: OPTIONS,
  examples: [
    { args: "logs --level warning", summary: "What the daemon complained of" },
    { args: "logs -f --component ipc,monitor", summary: "What two of its parts say, as they say it" },
    { args: "logs -f --json | jq -r .message", summary: "Messages as they come, for a program" },
  ],
  run: async ({ values }, context) => {
    const { level, component } = values;
    // The daemon knows which there are, and may be of another version.
    const components = component?.split(",") as InputOf<"logs.list">["components"];
    const filter = given({ level, components });
    const limit = values.limit ?? (context.json ? undefined : SCREENFUL);
    const client = await context.client();
    const output = await client.logs.list({ ...filter, ...given({ limit }) });
    if (!values.follow) {
      return {
        json: [output],
        render: (view) =>
          paint(output.items.length === 0 ? [["No records"]] : output.items.map(logLine), view),
      };
    }
    for (const entry of output.items) printItem(context, entry, logLine(entry));
    const after = output.items.at(-1)?.seq;
    return await follow(context, "logs.stream", { ...filter, ...given({ after }) }, logLine);
  },
});
