import { CortexError, type LatestMetrics, type LatestMetricsQuery } from "../../contract/mod.ts";
import { rfc3339 } from "../../core/clock.ts";
import { seriesNamed } from "./names.ts";
import type { Series, Subjects } from "./series.ts";

/** A value of a series of the last sample. */
export interface Reading {
  readonly series: Series;
  readonly subject: string;
  readonly value: number;
}

/** Every value there is. */
export function readingsOf(all: readonly Series[], subjects: Subjects): Reading[] {
  return all.flatMap((series) =>
    series.values(subjects).flatMap(({ subject, value }) =>
      value === null || value === undefined || !Number.isFinite(value) ? [] : [{ series, subject, value }]
    )
  );
}

/** What was read last. */
export interface LastReadings {
  readonly taken_at_ms: number;
  readonly readings: readonly Reading[];
}

/** Answers `metrics.latest`. NOT_READY before the first sample, INVALID_PARAMS for an unknown name. */
export function latestMetrics(
  all: readonly Series[],
  last: LastReadings | null,
  { series }: LatestMetricsQuery,
): LatestMetrics {
  const wanted = series === undefined ? null : new Set(seriesNamed(all, series));
  if (last === null) {
    throw new CortexError("NOT_READY", "Cannot read the figures: the first sample is not there yet", {
      retry_after_seconds: 1,
    });
  }
  return {
    taken_at: rfc3339(last.taken_at_ms),
    items: last.readings
      .filter((reading) => wanted === null || wanted.has(reading.series))
      .map(({ series: { name, unit, group_by }, subject, value }) => ({
        series: name,
        unit,
        group_by,
        subject,
        value,
      })),
  };
}
