import type { OutboxConsumer, OutboxHeld } from "../../../src/contract/wire.ts";
import type { Command } from "../../command.ts";
import { defineList } from "../../list.ts";
import { count, duration, plural } from "../../text/format.ts";
import { type Line, paint, styled, type View } from "../../text/paint.ts";
import { entryTable } from "./_entries.ts";

/** `cortex outbox list`: what some consumer has not acknowledged yet, and who they are. */
export const command: Command = defineList({
  operation: "outbox.list",
  screenful: 50,
  examples: [
    { args: "outbox", summary: "Alerts that wait to be sent, oldest first, and who takes them" },
    { args: "outbox --json | jq .dropped", summary: "How many ever left undelivered, for a program" },
  ],
  input: () => ({}),
  render: ({ items, consumers, held, dropped, next_cursor }, view) =>
    paint([
      ...entryTable(items, view),
      ...(next_cursor === null ? [] : [[styled("faint", "There are more; --limit N shows more")]]),
      ...held.map((one) => heldLine(one, view)),
      [],
      ...(consumers.length === 0
        ? [[styled("faint", "Nobody takes them yet")]]
        : consumers.map(consumerLine)),
      ...(dropped === 0 ? [] : [[styled("bad", `${count(dropped)} left undelivered because it was full`)]]),
    ], view),
});

function heldLine({ rule, count: events, summary_at }: OutboxHeld, { now }: View): Line {
  const seconds = Math.max(0, (Date.parse(summary_at) - now) / 1000);
  const told = `the hourly cap holds back ${plural(events, "event")}; one summary in ${duration(seconds)}`;
  return [styled("strong", rule), `: ${told}`];
}

function consumerLine({ name, waiting, cursor, idle_hours }: OutboxConsumer): Line {
  const seen = idle_hours === 0 ? "" : `, not seen for ${idle_hours} h`;
  return [styled("strong", name), ` has ${count(waiting)} before it, acknowledged up to ${cursor}${seen}`];
}
