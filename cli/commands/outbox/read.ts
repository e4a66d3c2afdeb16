import { type Command, defineCall } from "../../command.ts";
import { given } from "../../option.ts";
import { paint, styled } from "../../text/paint.ts";
import { CONSUMER } from "./_consumer.ts";
import { entryTable } from "./_entries.ts";

/** `cortex outbox read`: what a consumer has to deliver next. */
export const command: Command = defineCall({
  operation: "outbox.read",
  operands: [CONSUMER],
  options: {
    limit: { type: "integer", value: "N", min: 1, max: 500, summary: "Entries at most; 50 otherwise" },
    lease: {
      type: "integer",
      value: "SECONDS",
      min: 1,
      max: 3600,
      summary: "After this time what is not acknowledged is given again; 60 otherwise",
    },
  },
  examples: [
    { args: "outbox read pager", summary: "The next entries that pager has to deliver" },
    {
      args: "outbox read pager --json | jq -r '.items[].data.message'",
      summary: "What they say, for a script that sends it",
    },
  ],
  input: ({ operands: [consumer = ""], values: { limit, lease } }) => ({
    consumer,
    ...given({ limit, lease_seconds: lease }),
  }),
  render: ({ items }, view, { operands: [consumer = ""] }) =>
    paint([
      ...entryTable(items, view, [
        { title: "ATTEMPT", align: "right", cell: ({ attempts }) => String(attempts) },
      ]),
      ...(items.length === 0
        ? []
        : [[], [styled("faint", `Delivered? cortex outbox ack ${consumer} --up-to ${items.at(-1)?.seq}`)]]),
    ], view),
});
