import { type Command, defineCall } from "../command.ts";
import { factLines } from "../text/facts.ts";
import { age, bytes, plural } from "../text/format.ts";
import { paint, styled } from "../text/paint.ts";

/** `cortex store`: how the daemon's state is kept. */
export const command: Command = defineCall({
  operation: "store.status",
  examples: [
    { args: "store", summary: "The database, its size, and what is wrong with it" },
    { args: "store --json | jq .bytes", summary: "Its size, for a program" },
  ],
  render: ({ state, message, path, rows, bytes: size, max_bytes, oldest_sample_at }, view) =>
    paint(
      factLines([
        ["state", [
          styled(state === "ok" ? "good" : "bad", state),
          ...(message === null ? [] : [`: ${message}`]),
        ]],
        ["file", [path ?? "in memory only"]],
        ["size", [`${bytes(size)} of ${bytes(max_bytes)} at most, ${plural(rows, "row")}`]],
        ["oldest sample", oldest_sample_at === null ? [] : [age(oldest_sample_at, view.now)]],
      ]),
      view,
    ),
});
