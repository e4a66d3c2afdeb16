import type { Aggregation, MetricSeries } from "../contract/mod.ts";
import type { Course } from "./known.ts";
import type { Sources } from "./sources.ts";

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
  const read = async (aggregation: Aggregation) => {
    const { items } = await metrics.query({
      series: series.join(","),
      from: new Date(from_ms).toISOString(),
      to: new Date(to_ms).toISOString(),
      aggregation,
      ...(subject === undefined ? {} : { subject }),
    });
    return new Map(items.map((item) => [`${item.series} ${item.subject}`, item]));
  };
  const [least, average, most] = await Promise.all([read("min"), read("avg"), read("max")]);
  return [...average].flatMap(([key, item]): Course[] => {
    const values = valuesOf(item);
    if (values.length === 0) return [];
    return [{
      series: item.series,
      unit: item.unit,
      subject: item.subject,
      min: valuesOf(least.get(key)).reduce((a, b) => Math.min(a, b), Infinity),
      avg: values.reduce((a, b) => a + b, 0) / values.length,
      max: valuesOf(most.get(key)).reduce((a, b) => Math.max(a, b), -Infinity),
      at: new Date(to_ms).toISOString(),
    }];
  }).filter(({ min, max }) => Number.isFinite(min) && Number.isFinite(max));
}

function valuesOf(item: MetricSeries | undefined): number[] {
  return item === undefined ? [] : item.values.filter((value) => value !== null);
}
