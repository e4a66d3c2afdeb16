import { CortexError } from "../../../src/contract/wire.ts";
import { type Command, defineCall } from "../../command.ts";
import { plural } from "../../text/format.ts";
import { paint, styled } from "../../text/paint.ts";
import { CONSUMER } from "./_consumer.ts";

/** `cortex outbox ack`: what a consumer has delivered is not given to it again. */
export const command: Command = defineCall({
  operation: "outbox.acknowledge",
  operands: [CONSUMER, {
    name: "NUMBER",
    summary: "Numbers of entries that were delivered",
    optional: true,
    many: true,
  }],
  options: {
    "up-to": {
      type: "integer",
      value: "NUMBER",
      min: 1,
      max: Number.MAX_SAFE_INTEGER,
      summary: "Every entry that was given, up to this one",
    },
  },
  examples: [
    { args: "outbox ack pager 17 19", summary: "These two were delivered" },
    { args: "outbox ack pager --up-to 19", summary: "All that pager was given, up to 19" },
  ],
  input: ({ operands: [consumer = "", ...numbers], values: { "up-to": up_to } }) => {
    const seqs = numbers.map(numberOf);
    if ((seqs.length === 0) === (up_to === undefined)) {
      throw new CortexError(
        "INVALID_PARAMS",
        "Cannot acknowledge entries: give either their numbers or --up-to NUMBER",
      );
    }
    return up_to === undefined ? { consumer, seqs } : { consumer, up_to };
  },
  render: ({ count, cursor }, view) =>
    paint([[
      styled("good", "Acknowledged"),
      ` ${plural(count, "entry", "entries")}; nothing up to ${cursor} is left to be delivered`,
    ]], view),
});

function numberOf(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new CortexError(
    "INVALID_PARAMS",
    `Cannot acknowledge the entry "${text}": it is no number; cortex outbox shows them`,
  );
}
