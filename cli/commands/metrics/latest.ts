import { type Command, defineCall } from "../../command.ts";
import { age, plural } from "../../text/format.ts";
import { LATEST_COLUMNS } from "../../text/metrics.ts";
import { paint, styled } from "../../text/paint.ts";
import { table } from "../../text/table.ts";

/** `cortex metrics latest`: the last value of every series, or of those that are named. */
export const command: Command = defineCall({
  operation: "metrics.latest",
  operands: [{ name: "SERIES", summary: "Names of series: cpu_usage_percent", optional: true, many: true }],
  examples: [
    { args: "metrics latest", summary: "Every figure that is recorded, by name" },
    { args: "metrics latest load_1 user_cpu_percent", summary: "Two of them" },
  ],
  input: ({ operands }) => operands.length === 0 ? {} : { series: operands.join(",") },
  render: ({ items, taken_at }, view) =>
    paint([
      ...table(items, LATEST_COLUMNS, view),
      [styled("faint", `${plural(items.length, "figure")}, sampled ${age(taken_at, view.now)}`)],
    ], view),
});
