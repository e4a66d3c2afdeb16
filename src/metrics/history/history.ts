import type { Config } from "../../config/mod.ts";
import type { LatestMetrics, LatestMetricsQuery, MetricHistory, MetricsQuery } from "../../contract/mod.ts";
import type { Clock } from "../../core/clock.ts";
import type { Figure, Sample } from "../../core/sample.ts";
import type { Store } from "../../store/mod.ts";
import { type LastReadings, latestMetrics, readingsOf } from "./latest.ts";
import { queryHistory } from "./query.ts";
import { SERIES, seriesOf, subjectsOf } from "./series.ts";

/** What the history is made from. */
export interface HistoryOptions {
  readonly store: Pick<Store, "history">;
  /** The settings in force; looked at with each sample. */
  config(): Config;
  readonly clock: Clock;
  /** What the figures of samples are; what is not named here is not recorded. */
  readonly figures: readonly Figure[];
}

/** The recorded figures of the host. */
export interface History {
  /** Records a sample. Never fails: what cannot be written waits. */
  record(sample: Sample): void;
  /** Answers `metrics.query`. INVALID_PARAMS for what is unknown or too much; STORE_FAILED. */
  query(query: MetricsQuery): MetricHistory;
  /** Answers `metrics.latest`. NOT_READY before the first sample; INVALID_PARAMS for an unknown name. */
  latest(query: LatestMetricsQuery): LatestMetrics;
  /** One bounded step of tidying up and retention; whether the next has something to do. Never fails. */
  maintain(): boolean;
  /** Writes what waits. Each sample is written at once, so this is for the end. */
  flush(): void;
}

/** Opens the history of a store; once for each. */
export function createHistory({ store, config, clock, figures }: HistoryOptions): History {
  const series = [...SERIES, ...figures.map(seriesOf)];
  let in_force = config();
  const recorder = store.history.record(in_force);
  let last: LastReadings | null = null;

  const reconfigure = () => {
    const now = config();
    if (now === in_force) return;
    const before = in_force;
    in_force = now;
    const same = (read: (config: Config) => unknown) =>
      JSON.stringify(read(before)) === JSON.stringify(read(now));
    if (!same((one) => one.history) || !same((one) => one.monitor)) recorder.configure(now);
  };
  return {
    record: (sample) => {
      reconfigure();
      const readings = readingsOf(series, subjectsOf(sample, in_force.history));
      last = { taken_at_ms: sample.taken_at_ms, readings };
      recorder.append(
        sample.taken_at_ms,
        readings.map(({ series: { name }, subject, value }) => ({ name, subject, value })),
      );
      recorder.flush();
    },
    query: (query) => queryHistory(series, recorder, query, clock.wall()),
    latest: (query) => latestMetrics(series, last, query),
    maintain: () => recorder.maintain(),
    flush: () => recorder.flush(),
  };
}
