import type { Aggregation, EvidenceSample, MetricHistory, MetricSeries } from "../contract/mod.ts";
import type { Course } from "./known.ts";
import type { Sources } from "./sources.ts";

/** Readings that stand behind a figure at most. */
const MOST_SAMPLES = 30;

/** A stretch of the history. */
export interface Stretch {
  readonly series: readonly string[];
  readonly from_ms: number;
  readonly to_ms: number;
  /** Only this mount point, interface or user; each one where it is not given. */
  readonly subject?: string;
}

/** How recorded figures went; without those that have no value in that time. Fails as `metrics.query` does. */
export async function coursesOf(
  metrics: Sources["metrics"],
  { series, from_ms, to_ms, subject }: Stretch,
): Promise<Course[]> {
  if (series.length === 0) return [];
  const read = async (aggregation: Aggregation) =>
    await metrics.query({
      series: series.join(","),
      from: new Date(from_ms).toISOString(),
      to: new Date(to_ms).toISOString(),
      aggregation,
      ...(subject === undefined ? {} : { subject }),
    });
  const [least, average, most] = await Promise.all([read("min"), read("avg"), read("max")]);
  const at = new Date(to_ms).toISOString();
  return average.items.flatMap((item): Course[] => {
    const values = valuesOf(item);
    const [first] = values;
    const last = values.at(-1);
    if (first === undefined || last === undefined) return [];
    const known = (value: number | null) => value !== null;
    const begin = item.values.findIndex(known);
    const between = item.values.findLastIndex(known) - begin;
    const recorded_ms = Date.parse(average.to) - Date.parse(average.from) -
      begin * average.step_seconds * 1000;
    return [{
      series: item.series,
      unit: item.unit,
      subject: item.subject,
      min: valuesOf(same(least, item)).reduce((a, b) => Math.min(a, b), first),
      avg: mean(values),
      max: valuesOf(same(most, item)).reduce((a, b) => Math.max(a, b), first),
      first,
      last,
      lasted_seconds: between * average.step_seconds,
      recorded_seconds: recorded_ms / 1000,
      at,
      samples: {
        min: samplesOf(least, item, (values) => Math.min(...values)),
        avg: samplesOf(average, item, mean),
        max: samplesOf(most, item, (values) => Math.max(...values)),
      },
    }];
  });
}

/** The values of a stretch, where there are many each of them made of several. */
function samplesOf(
  history: MetricHistory,
  item: MetricSeries,
  join: (values: readonly number[]) => number,
): EvidenceSample[] {
  const { values = [] } = same(history, item) ?? {};
  const size = Math.max(1, Math.ceil(values.length / MOST_SAMPLES));
  const from_ms = Date.parse(history.from);
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) => index * size)
    .flatMap((begin) => {
      const known = values.slice(begin, begin + size).filter((value) => value !== null);
      const at = new Date(from_ms + begin * history.step_seconds * 1000).toISOString();
      return known.length === 0 ? [] : [{ at, value: join(known) }];
    });
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

function same({ items }: MetricHistory, { series, subject }: MetricSeries): MetricSeries | undefined {
  return items.find((item) => item.series === series && item.subject === subject);
}

function valuesOf(item: MetricSeries | undefined): number[] {
  return item === undefined ? [] : item.values.filter((value) => value !== null);
}
