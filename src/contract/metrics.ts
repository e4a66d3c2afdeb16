import { z } from "zod";
import { moment, time } from "./common.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** How the values of a step become one. */
export const AGGREGATIONS = ["min", "avg", "max", "last"] as const;
/** How the values of a step become one. */
export const aggregation = once(() => z.enum(AGGREGATIONS).describe("How the values of a step become one"));
export type Aggregation = Infer<typeof aggregation>;

/** What the figures of a series belong to; none: the host itself. */
export const GROUPINGS = ["none", "user", "mount", "device", "interface"] as const;
/** What the figures of a series belong to. */
export const grouping = once(() => z.enum(GROUPINGS));
export type Grouping = Infer<typeof grouping>;

/** Values in a reply, all series together, gaps included. */
export const MAX_POINTS = 3000;

const name = once(() => z.string().describe("cpu_usage_percent"));
const subject = once(() => z.string().describe("User, mount point, device or interface; empty for the host"));
const unit = once(() => z.string().describe("percent, bytes, bytes_per_second; empty for a bare number"));

/** One series over the steps of a range. */
export const metricSeries = once(() =>
  z.object({
    series: name(),
    unit: unit(),
    help: z.string().describe("What it says"),
    group_by: grouping().describe("What the items stand for"),
    subject: subject(),
    values: z.array(z.number().nullable()).describe("One for each step, from `from` on; null is a gap"),
  }).meta({ id: "MetricSeries", description: "One series over the steps of a range" })
);
export type MetricSeries = Infer<typeof metricSeries>;

/** Figures over a range. */
export const metricHistory = once(() =>
  z.object({
    from: time().describe("Where the first step begins"),
    to: time().describe("Where the last step ends"),
    step_seconds: z.number().describe("Length of a step"),
    resolution_seconds: z.number().describe("Step of the tier it was read from"),
    aggregation: aggregation(),
    items: z.array(metricSeries()),
    left_out: z.int().describe("Subjects that did not fit into the reply"),
  }).meta({ id: "MetricHistory", description: "Figures over a range" })
);
export type MetricHistory = Infer<typeof metricHistory>;

/** The figures of the last sample. */
export const latestMetrics = once(() =>
  z.object({
    taken_at: time(),
    items: z.array(
      z.object({ series: name(), unit: unit(), group_by: grouping(), subject: subject(), value: z.number() }),
    )
      .describe("One value for each series and subject"),
  }).meta({ id: "LatestMetrics", description: "The figures of the last sample" })
);
export type LatestMetrics = Infer<typeof latestMetrics>;

/** `metrics.query` */
export const metricsQuery = defineOperation({
  name: "metrics.query",
  kind: "query",
  summary: `Recorded figures over a range, at most ${MAX_POINTS} values`,
  input: once(() =>
    z.strictObject({
      series: z.string().min(1).max(2048).describe("Names, separated by commas: cpu_usage_percent,load_1"),
      from: moment().optional().describe("An hour before `to` when not given"),
      to: moment().optional().describe("Now when not given"),
      step_seconds: z.int().min(1).max(31_536_000).optional()
        .describe("Rounded up to what is kept; chosen to fit when not given"),
      aggregation: aggregation().default("avg"),
      group_by: grouping().optional()
        .describe(
          "One series for each subject when not given; none makes them one: added up, or averaged where they are percentages of different things",
        ),
      subject: z.string().max(4096).optional().describe("Only this user, mount point, device or interface"),
    })
  ),
  output: metricHistory,
  errors: ["STORE_FAILED"],
  scope: "read",
  http: { method: "GET", path: "/v1/metrics/query" },
});
/** What `metrics.query` is asked, defaults filled in. */
export type MetricsQuery = Infer<(typeof metricsQuery)["input"]>;

/** `metrics.latest` */
export const metricsLatest = defineOperation({
  name: "metrics.latest",
  kind: "query",
  summary: "The last value of every series that is recorded",
  input: once(() =>
    z.strictObject({
      series: z.string().min(1).max(2048).optional().describe("Only these names, separated by commas"),
    })
  ),
  output: latestMetrics,
  errors: ["NOT_READY"],
  scope: "read",
  http: { method: "GET", path: "/v1/metrics/latest" },
});
/** What `metrics.latest` is asked. */
export type LatestMetricsQuery = Infer<(typeof metricsLatest)["input"]>;
