import type { OutboxEntry } from "../../../src/contract/wire.ts";
import { age } from "../../text/format.ts";
import type { Line, View } from "../../text/paint.ts";
import { type Column, table } from "../../text/table.ts";

/** Entries as a table; `more` are columns behind their numbers. */
export function entryTable<E extends OutboxEntry>(
  items: readonly E[],
  view: View,
  more: readonly Column<E>[] = [],
): Line[] {
  if (items.length === 0) return [["Nothing waits"]];
  return table(items, [
    { title: "NUMBER", align: "right", cell: ({ seq }) => String(seq) },
    ...more,
    { title: "SINCE", align: "right", cell: ({ at }) => age(at, view.now), spare: 1 },
    { title: "WHAT", cell: ({ type }) => type },
    { title: "SEVERITY", cell: ({ severity }) => severity },
    { title: "SUBJECT", cell: ({ subject }) => subject, spare: 2, cut: 1 },
    { title: "MESSAGE", cell: messageOf, cut: 2 },
  ], view);
}

function messageOf({ data: { message } }: OutboxEntry): string {
  return typeof message === "string" ? message : "";
}
