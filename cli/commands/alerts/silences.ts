import type { Command } from "../../command.ts";
import { defineList } from "../../list.ts";
import { idLength } from "../../text/alerts.ts";
import { age } from "../../text/format.ts";
import { paint } from "../../text/paint.ts";
import { coveredText, remaining } from "../../text/silences.ts";
import { table } from "../../text/table.ts";

/** `cortex alerts silences`: newest first. */
export const command: Command = defineList({
  operation: "alerts.silences",
  examples: [{ args: "alerts silences", summary: "What is not sent out at present, why and how long" }],
  input: () => ({}),
  render: ({ items }, view) => {
    if (items.length === 0) return paint([["Nothing is silenced"]], view);
    const length = idLength(items.map(({ id }) => id));
    return paint(
      table(items, [
        { title: "ID", cell: ({ id }) => id.slice(0, length) },
        { title: "STARTED", align: "right", cell: ({ started_at }) => age(started_at, view.now), spare: 1 },
        { title: "LEFT", align: "right", cell: (silence) => remaining(silence, view) },
        { title: "BY", cell: ({ by }) => by, spare: 2 },
        { title: "COVERS", cell: coveredText, cut: 2 },
        { title: "REASON", cell: ({ reason }) => reason, cut: 1 },
      ], view),
      view,
    );
  },
});
