import type { MetricHistory } from "../../../src/contract/wire.ts";
import { type Command, defineCommand } from "../../command.ts";
import { momentOf, secondsOf } from "../../duration.ts";
import { given } from "../../option.ts";
import { duration, plural } from "../../text/format.ts";
import { RANGE_COLUMNS } from "../../text/metrics.ts";
import { paint, styled, type View } from "../../text/paint.ts";
import { safe } from "../../text/safe.ts";
import { table } from "../../text/table.ts";
import { UsageError } from "../../usage_error.ts";

const NAME = "metrics query";

/** `cortex metrics query`: series over a range, as a table with their course, or in a form for other programs. */
export const command: Command = defineCommand({
  operands: [{ name: "SERIES", summary: "Names of series: cpu_usage_percent", many: true }],
  options: {
    from: {
      type: "text",
      value: "TIME",
      summary: "A time, or how long ago: 6h; an hour before --to if not given",
    },
    to: { type: "text", value: "TIME", summary: "Likewise; now if not given" },
    step: { type: "text", value: "SPAN", summary: "Time of one value: 5min; chosen to fit if not given" },
    aggregate: {
      type: "choice",
      value: "HOW",
      choices: ["min", "avg", "max", "last"],
      summary: "What the values of a step become: avg (as it stands), min, max or last",
    },
    by: {
      type: "choice",
      value: "WHAT",
      choices: ["none", "user", "mount", "device", "interface"],
      summary: "One series for each; none makes them one",
    },
    subject: { type: "text", value: "NAME", summary: "Only this user, mount point, device or interface" },
    csv: { type: "flag", summary: "As CSV, a line for each step" },
    openmetrics: { type: "flag", summary: "As OpenMetrics, each value with its time" },
  },
  examples: [
    { args: "metrics query cpu_usage_percent load_1", summary: "The last hour" },
    {
      args: "metrics query user_cpu_percent --from 7d --step 1h --aggregate max",
      summary: "A week of every user",
    },
    {
      args: "metrics query disk_usage_percent --by mount --from 30d --csv > disks.csv",
      summary: "For a spreadsheet",
    },
  ],
  run: async ({ operands, values }, context) => {
    const { from, to, step, aggregate, by, subject, csv, openmetrics } = values;
    if ([csv, openmetrics, context.json].filter(Boolean).length > 1) {
      throw new UsageError("Cannot print more than one of --csv, --openmetrics and --json", NAME);
    }
    const now_ms = context.wall();
    const input = {
      series: operands.join(","),
      ...given({
        from: from === undefined ? undefined : momentOf(from, "--from", NAME, now_ms),
        to: to === undefined ? undefined : momentOf(to, "--to", NAME, now_ms),
        step_seconds: step === undefined ? undefined : secondsOf(step, "--step", NAME),
        aggregation: aggregate,
        group_by: by,
        subject,
      }),
    };
    const output = await (await context.client()).metrics.query(input);
    const text = csv
      ? await exported(output, "csv")
      : openmetrics
      ? await exported(output, "openmetrics")
      : null;
    return { json: [output], render: (view) => text ?? renderRange(output, view) };
  },
});

/** What the daemon itself would send in that form; names in it do not act on a terminal. */
async function exported(output: MetricHistory, form: "csv" | "openmetrics"): Promise<string> {
  // Loaded only when wanted: no other command needs it.
  const { HISTORY_FORMATS } = await import("../../../src/metrics/export.ts");
  return HISTORY_FORMATS[form].text(output).split(/(\r?\n)/)
    .map((part, index) => index % 2 === 0 ? safe(part) : part).join("");
}

function renderRange(
  { from, to, step_seconds, aggregation, items, left_out }: MetricHistory,
  view: View,
): string {
  const time = (text: string) => text.slice(0, 16).replace("T", " ");
  return paint([
    [styled("faint", `${time(from)} to ${time(to)} UTC, ${aggregation} of each ${duration(step_seconds)}`)],
    ...(items.length === 0
      ? [["Nothing is recorded of this in that time"]]
      : table(items, RANGE_COLUMNS, view)),
    ...(left_out === 0
      ? []
      : [[styled("warning", `${plural(left_out, "subject")} did not fit: name one with --subject`)]]),
  ], view);
}
