import type { OutboxConsumer } from "../../../src/contract/wire.ts";
import type { Command } from "../../command.ts";
import { defineList } from "../../list.ts";
import { count } from "../../text/format.ts";
import { type Line, paint, styled } from "../../text/paint.ts";
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
  render: ({ items, consumers, dropped, next_cursor }, view) =>
    paint([
      ...entryTable(items, view),
      ...(next_cursor === null ? [] : [[styled("faint", "There are more; --limit N shows more")]]),
      [],
      ...(consumers.length === 0
        ? [[styled("faint", "Nobody takes them yet")]]
        : consumers.map(consumerLine)),
      ...(dropped === 0 ? [] : [[styled("bad", `${count(dropped)} left undelivered because it was full`)]]),
    ], view),
});

function consumerLine({ name, waiting, cursor, idle_hours }: OutboxConsumer): Line {
  const seen = idle_hours === 0 ? "" : `, not seen for ${idle_hours} h`;
  return [styled("strong", name), ` has ${count(waiting)} before it, acknowledged up to ${cursor}${seen}`];
}
