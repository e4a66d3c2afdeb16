import type { Client } from "../../src/client/mod.ts";
import type { InputOf } from "../../src/contract/wire.ts";
import { type Command, type Context, defineCommand } from "../command.ts";
import { FOLLOW, follow, printItem } from "../follow.ts";
import { everyPage, LIMIT } from "../list.ts";
import { given, type Options, type ValuesOf } from "../option.ts";
import { eventLine } from "../text/events.ts";
import { paint } from "../text/paint.ts";

/** Events that a person is shown without --limit, and those before the first new one with --follow. */
const SCREENFUL = { list: 50, follow: 10 } as const;

const OPTIONS = {
  type: { type: "text", value: "TYPES", summary: "Only of TYPES, as alert.raised,config" },
  severity: {
    type: "choice",
    value: "SEVERITY",
    choices: ["info", "warning", "error", "critical"],
    summary: "Only this severe or more: info, warning, error or critical",
  },
  subject: { type: "text", value: "SUBJECT", summary: "Only about SUBJECT: a mount point, a user, a part" },
  job: { type: "text", value: "ID", summary: "Only what happened to the job of that id" },
  after: {
    type: "integer",
    value: "NUMBER",
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    summary: "Only those after the event of that number",
  },
  ...FOLLOW,
  ...LIMIT,
} as const satisfies Options;

type Given = ValuesOf<typeof OPTIONS>;

/** `cortex events`: the newest last. */
export const command: Command = defineCommand({
  options: OPTIONS,
  examples: [
    { args: "events --severity error", summary: "What went wrong lately" },
    { args: "events -f --type alert,config", summary: "Alerts and settings, as they change" },
    { args: "events -f --json | jq -r .type", summary: "Types of events as they come, for a program" },
  ],
  run: async ({ values }, context) => {
    const filter = filterOf(values);
    const client = await context.client();
    if (values.follow) {
      const after = values.after ?? await showLast(client, filter, values.limit ?? SCREENFUL.follow, context);
      return await follow(context, "events.stream", { ...filter, ...given({ after }) }, eventLine);
    }
    const limit = values.limit ?? (context.json ? undefined : SCREENFUL.list);
    const newest = limit !== undefined && values.after === undefined;
    const query = { ...filter, ...given({ after: values.after }) };
    const output = limit === undefined
      ? await everyPage(client, "events.list", query)
      : await client.events.list({ ...query, limit, order: newest ? "newest" : "oldest" });
    const items = newest ? output.items.toReversed() : output.items;
    return {
      json: [output],
      render: (view) => paint(items.length === 0 ? [["No events"]] : items.map(eventLine), view),
    };
  },
});

function filterOf({ type, severity, subject, job }: Given) {
  // The daemon knows which there are, and may be of another version.
  const types = type?.split(",") as InputOf<"events.list">["types"];
  return given({ types, severity, subject, job });
}

/** Prints the last events that fit; the number of the last one, after which the stream is to begin. */
async function showLast(
  client: Client,
  filter: InputOf<"events.list">,
  limit: number,
  context: Context,
): Promise<number | undefined> {
  const { items } = await client.events.list({ ...filter, limit, order: "newest" });
  for (const event of items.toReversed()) printItem(context, event, eventLine(event));
  return items[0]?.seq;
}
