import type { Grouping, MetricHistory, MetricSeries, MetricsQuery } from "../../contract/mod.ts";
import { rfc3339 } from "../../core/clock.ts";
import { seriesNamed, unfit } from "./names.ts";
import { type Recorder, type Steps, stepsOf } from "./range.ts";
import type { Series } from "./series.ts";

const HOUR_MS = 3_600_000;
/** Series read for one reply: what is worth a few milliseconds. */
const MAX_SERIES = 60;
/** Digits that are kept of a value; more would say what is not so. */
const DIGITS = 5;

/** A line of the reply, before it is read. */
interface Line {
  readonly series: Series;
  readonly group_by: Grouping;
  /** Read and, where there are several, added up. */
  readonly subjects: readonly string[];
}

/** Answers `metrics.query`. INVALID_PARAMS for what is unknown or too much. */
export function queryHistory(
  all: readonly Series[],
  recorder: Recorder,
  query: MetricsQuery,
  now_ms: number,
): MetricHistory {
  const wanted = seriesNamed(all, query.series);
  for (const series of wanted) checkGrouping(series, query.group_by);
  const to_ms = query.to === undefined ? now_ms : Date.parse(query.to);
  const from_ms = query.from === undefined ? to_ms - HOUR_MS : Date.parse(query.from);
  if (from_ms >= to_ms) {
    throw unfit("from", "Cannot read a range that ends before it begins", "a time before `to`");
  }

  const cut = (lines: number) =>
    stepsOf(
      {
        from_ms,
        to_ms,
        now_ms,
        step_ms: query.step_seconds === undefined ? null : query.step_seconds * 1000,
        needs_values: query.aggregation === "last",
      },
      recorder.tiers(),
      lines,
    );
  const { lines, left_out } = linesOf(recorder, wanted, query, cut(1));
  const steps = cut(lines.length);
  return {
    from: rfc3339(steps.from_ms),
    to: rfc3339(steps.from_ms + steps.step_ms * steps.count),
    step_seconds: steps.step_ms / 1000,
    resolution_seconds: steps.tier.step_ms / 1000,
    aggregation: query.aggregation,
    items: lines.map((line) => read(recorder, line, steps, query)),
    left_out,
  };
}

function checkGrouping({ name, group_by }: Series, asked: Grouping | undefined): void {
  if (asked === undefined || asked === "none" || asked === group_by) return;
  const valid = group_by === "none" ? ["none"] : ["none", group_by];
  throw unfit("group_by", `Cannot group "${name}" by ${asked}: it must be ${valid.join(" or ")}`, valid);
}

function linesOf(
  recorder: Recorder,
  wanted: readonly Series[],
  { group_by, subject }: MetricsQuery,
  steps: Steps,
): { readonly lines: readonly Line[]; readonly left_out: number } {
  let room = MAX_SERIES;
  let left_out = 0;
  const lines = wanted.flatMap((series): Line[] => {
    const found = series.group_by === "none"
      ? [""]
      : subject !== undefined
      ? [subject]
      : recorder.subjectsOf(series.name, steps.tier.name, steps);
    const subjects = found.slice(0, room);
    left_out += found.length - subjects.length;
    room -= subjects.length;
    if (group_by === "none") return [{ series, group_by: "none", subjects }];
    return subjects.map((one) => ({ series, group_by: series.group_by, subjects: [one] }));
  });
  return { lines, left_out };
}

function read(
  recorder: Recorder,
  { series, group_by, subjects }: Line,
  steps: Steps,
  { aggregation }: MetricsQuery,
): MetricSeries {
  const rows = subjects.map((subject) =>
    recorder.read({ name: series.name, subject }, steps.tier.name, steps, aggregation)
  );
  const values = rows.length === 1 && rows[0] !== undefined ? rows[0] : combine(rows, series, steps.count);
  return {
    series: series.name,
    unit: series.unit,
    help: series.help,
    group_by,
    subject: group_by === "none" ? "" : subjects[0] ?? "",
    values: Array.from(values, (value) => Number.isNaN(value) ? null : Number(value.toPrecision(DIGITS))),
  };
}

/**
 * Several subjects as one: what can be added is added, as users' shares of one whole are; other percentages are
 * averaged. Gaps count for nothing.
 */
function combine(
  rows: readonly Float64Array[],
  { unit, group_by }: Series,
  count: number,
): Float64Array {
  const is_mean = unit === "percent" && group_by !== "user";
  return Float64Array.from({ length: count }, (_, step) => {
    const values = rows.map((row) => row[step] ?? NaN).filter((value) => !Number.isNaN(value));
    if (values.length === 0) return NaN;
    const sum = values.reduce((total, value) => total + value, 0);
    return is_mean ? sum / values.length : sum;
  });
}
