/** A value of a metric with its labels. */
export interface Point {
  /** What follows the metric's name, for the parts of a histogram. */
  readonly suffix?: "_bucket" | "_sum" | "_count";
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** One metric in Prometheus' terms. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: "gauge" | "counter" | "histogram";
  readonly points: readonly Point[];
}

/** A metric's only value, none where it is not known, or its points. */
export type Points = number | null | undefined | readonly Point[];

/** What the name of every metric begins with. */
export const PREFIX = "cortex_";

/** What may go up and down. */
export function gauge(name: string, help: string, points: Points): Metric {
  return { name: `${PREFIX}${name}`, help, type: "gauge", points: pointsOf(points) };
}

/** What only grows while the daemon runs. */
export function counter(name: string, help: string, points: Points): Metric {
  return { name: `${PREFIX}${name}`, help, type: "counter", points: pointsOf(points) };
}

/** How often values were how large; see the points of a `Histogram`. */
export function histogram(name: string, help: string, points: readonly Point[]): Metric {
  return { name: `${PREFIX}${name}`, help, type: "histogram", points };
}

function pointsOf(points: Points): readonly Point[] {
  if (points === null || points === undefined) return [];
  return typeof points === "number" ? [{ value: points }] : points;
}
