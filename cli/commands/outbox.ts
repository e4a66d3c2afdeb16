import type { OutboxConsumer, OutboxEntry } from "../../src/contract/wire.ts";
import type { Command } from "../command.ts";
import { defineList } from "../list.ts";
import { age, count } from "../text/format.ts";
import { type Line, paint, styled } from "../text/paint.ts";
import { table } from "../text/table.ts";

/** `cortex outbox`: what some consumer has not acknowledged yet, and who they are. */
export const command: Command = defineList({
  operation: "outbox.list",
  screenful: 50,
  examples: [
    { args: "outbox", summary: "Alerts that wait to be sent, oldest first, and who takes them" },
    { args: "outbox --json | jq .dropped", summary: "How many ever left undelivered, for a program" },
  ],
  input: () => ({}),
  render: ({ items, consumers, dropped, next_cursor }, view) => {
    const entries = items.length === 0 ? [["Nothing waits"]] : table(items, [
      { title: "NUMBER", align: "right", cell: ({ seq }) => String(seq) },
      { title: "SINCE", align: "right", cell: ({ at }) => age(at, view.now), spare: 1 },
      { title: "WHAT", cell: ({ type }) => type },
      { title: "SEVERITY", cell: ({ severity }) => severity },
      { title: "SUBJECT", cell: ({ subject }) => subject, spare: 2, cut: 1 },
      { title: "MESSAGE", cell: messageOf, cut: 2 },
    ], view);
    return paint([
      ...entries,
      ...(next_cursor === null ? [] : [[styled("faint", "There are more; --limit N shows more")]]),
      [],
      ...(consumers.length === 0
        ? [[styled("faint", "Nobody takes them yet")]]
        : consumers.map(consumerLine)),
      ...(dropped === 0 ? [] : [[styled("bad", `${count(dropped)} left undelivered because it was full`)]]),
    ], view);
  },
});

function messageOf({ data: { message } }: OutboxEntry): string {
  return typeof message === "string" ? message : "";
}

function consumerLine({ name, waiting, cursor, idle_hours }: OutboxConsumer): Line {
  const seen = idle_hours === 0 ? "" : `, not seen for ${idle_hours} h`;
  return [styled("strong", name), ` has ${count(waiting)} before it, acknowledged up to ${cursor}${seen}`];
}
