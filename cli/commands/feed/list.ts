import { type Command, defineCall } from "../../command.ts";
import { count, duration } from "../../text/format.ts";
import { type Line, paint, styled } from "../../text/paint.ts";
import { problemLines } from "../../text/problems.ts";
import { table } from "../../text/table.ts";

/** `cortex feed list`: every feed with its age, and the files that are none. */
export const command: Command = defineCall({
  operation: "feeds.list",
  examples: [{ args: "feed list", summary: "How old each feed is, and which one counts" }],
  render: ({ items, problems }, view) => {
    const rows: Line[] = items.length === 0
      ? [["No feed: what is vulnerable is not known; see cortex feed import --help"]]
      : table(items, [
        { title: "NAME", cell: ({ name }) => name, cut: 1 },
        { title: "FORMAT", cell: ({ format }) => format },
        { title: "RELEASE", cell: ({ suite }) => suite },
        { title: "ENTRIES", cell: ({ entries }) => count(entries) },
        { title: "AGE", cell: (feed) => styled(feed.stale ? "bad" : "good", duration(feed.age_seconds)) },
        { title: "IN FORCE", cell: ({ in_force }) => in_force ? styled("good", "yes") : "" },
      ], view);
    return paint([...rows, ...problemLines(problems)], view);
  },
});
