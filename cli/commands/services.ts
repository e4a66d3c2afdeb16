import { type Command, defineCall } from "../command.ts";
import { age } from "../text/format.ts";
import { paint, styled } from "../text/paint.ts";
import { table } from "../text/table.ts";

/** `cortex services`: failed units as of the last 5-minute check, with its age. */
export const command: Command = defineCall({
  operation: "services.failed",
  examples: [{ args: "services", summary: "Units that have failed, as of the last check" }],
  render: ({ items, available, checked_at }, view) => {
    if (!available) return paint([["This host has no systemd"]], view);
    if (checked_at === null) {
      return paint([["Not checked yet; the daemon asks systemd every 5 minutes"]], view);
    }
    const checked = styled("faint", `checked ${age(checked_at, view.now)}`);
    if (items.length === 0) return paint([[styled("good", "No failed units"), ", ", checked]], view);
    const rows = table(items, [
      { title: "UNIT", cell: ({ unit }) => styled("bad", unit), cut: 2 },
      { title: "LOAD", cell: ({ load }) => load, spare: 1 },
      { title: "ACTIVE", cell: ({ active }) => active, spare: 2 },
      { title: "SUB", cell: ({ sub }) => sub },
      { title: "DESCRIPTION", cell: ({ description }) => description, cut: 1 },
    ], view);
    return paint([...rows, [checked]], view);
  },
});
