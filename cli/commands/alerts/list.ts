import type { Alert, OutputOf } from "../../../src/contract/wire.ts";
import type { Command } from "../../command.ts";
import { defineList } from "../../list.ts";
import { given, type Options, type ValuesOf } from "../../option.ts";
import { age } from "../../text/format.ts";
import { paint, type Piece, styled, type View } from "../../text/paint.ts";
import { table } from "../../text/table.ts";
import { FILTERS, STATUS } from "./_filters.ts";
import { countsLine, idLength, severityPiece } from "../../text/alerts.ts";

/** Options that say which alerts are listed. */
export const LIST_OPTIONS = {
  ...FILTERS,
  ...STATUS,
  open: { type: "flag", summary: "Only active and acknowledged ones" },
} as const satisfies Options;

/** The same as the operation wants it. */
export function alertsInput({ open, severity, category, subject, status }: ValuesOf<typeof LIST_OPTIONS>) {
  return given({ severity, category, subject, status, open: open ? true : undefined });
}

/** `cortex alerts list`: newest first; its ids are as long as it takes to tell them apart. */
export const command: Command = defineList({
  operation: "alerts.list",
  screenful: 50,
  options: LIST_OPTIONS,
  examples: [
    { args: "alerts --open", summary: "What wants attention now" },
    { args: "alerts --severity critical --category disk", summary: "Disks that are full" },
    { args: "alerts --json | jq '.items[].message'", summary: "All alerts, for a program" },
  ],
  input: ({ values }) => alertsInput(values),
  render: renderAlerts,
});

/** Where an alert is in its life; one that is open but silenced says so. */
function statusPiece({ status, silenced }: Alert): Piece {
  if (silenced !== undefined) return styled("faint", "silenced");
  return status === "active" ? status : styled("faint", status);
}

/** Alerts as a table, with what is open below. */
export function renderAlerts({ items, counts, next_cursor }: OutputOf<"alerts.list">, view: View): string {
  const summary = [styled("faint", "Open: "), ...countsLine(counts)];
  if (items.length === 0) return paint([["No alerts"], summary], view);
  const length = idLength(items.map(({ id }) => id));
  const rows = table(items, [
    { title: "ID", cell: ({ id }) => id.slice(0, length) },
    { title: "SEVERITY", cell: (alert) => severityPiece(alert) },
    { title: "STATUS", cell: statusPiece },
    { title: "RAISED", align: "right", cell: ({ raised_at }) => age(raised_at, view.now) },
    { title: "CATEGORY", cell: ({ category }) => category, spare: 1 },
    { title: "SUBJECT", cell: ({ subject }) => subject, spare: 2, cut: 1 },
    { title: "MESSAGE", cell: ({ message }) => message, cut: 2 },
  ], view);
  const more = next_cursor === null
    ? []
    : [[styled("faint", `The newest ${items.length}; --limit N shows more`)]];
  return paint([...rows, ...more, summary], view);
}
