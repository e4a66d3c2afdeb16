import { consume } from "../../../src/client/mod.ts";
import { type Command, defineCommand } from "../../command.ts";
import { lossTeller, printItem } from "../../follow.ts";
import { eventLine } from "../../text/events.ts";
import { CONSUMER } from "./_consumer.ts";

/** `cortex outbox follow`: an entry is delivered when its line is written. */
export const command: Command = defineCommand({
  operands: [CONSUMER],
  examples: [
    { args: "outbox follow screen", summary: "What is to be told outside this host, as it comes" },
    {
      args: "outbox follow archive --json >> alerts.jsonl",
      summary: "Each entry as a line of JSON, and after a restart what has come meanwhile",
    },
  ],
  run: async ({ operands: [consumer = ""] }, context) => {
    const loss = lossTeller(context);
    await consume(await context.client(), consumer, (entry) => {
      loss.over();
      printItem(context, entry, eventLine(entry));
    }, {
      idle_ms: 1000,
      onLost: loss.tell,
      // An output that takes no more lines ends it.
      onFailed: (error) => {
        throw error;
      },
    });
    return { json: [], render: () => "" };
  },
});
