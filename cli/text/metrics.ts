import type { MetricSeries, OutputOf } from "../../src/contract/wire.ts";
import { bytes, percent, rate } from "./format.ts";
import { type Piece, styled } from "./paint.ts";
import { meanOf, spark } from "./spark.ts";
import type { Column } from "./table.ts";

type Latest = OutputOf<"metrics.latest">["items"][number];

/** Characters of a line of values: with it a table fits a terminal of the usual 80 columns. */
const SPARK = 24;

/** A value with its unit, as people write it. */
export function figure(value: number, unit: string): string {
  switch (unit) {
    case "percent":
      return percent(value);
    case "bytes":
      return bytes(value);
    case "bytes_per_second":
      return rate(value);
    default:
      return `${String(Number(value.toPrecision(4)))}${unit.endsWith("_per_second") ? "/s" : ""}`;
  }
}

/** Columns of a table of last values. */
export const LATEST_COLUMNS: readonly Column<Latest>[] = [
  { title: "SERIES", cell: ({ series }) => series },
  { title: "SUBJECT", cell: ({ subject }) => subject, cut: 1 },
  { title: "VALUE", align: "right", cell: ({ value, unit }) => figure(value, unit) },
];

/** Columns of a table of series over a range. */
export const RANGE_COLUMNS: readonly Column<MetricSeries>[] = [
  { title: "SERIES", cell: ({ series }) => series, cut: 2 },
  { title: "SUBJECT", cell: ({ subject }) => subject, cut: 1 },
  { title: "LEAST", align: "right", cell: summary((values) => Math.min(...values)), spare: 1 },
  { title: "MEAN", align: "right", cell: summary((values) => meanOf(values) ?? 0) },
  { title: "MOST", align: "right", cell: summary((values) => Math.max(...values)) },
  { title: "LAST", align: "right", cell: summary((values) => values.at(-1) ?? 0), spare: 2 },
  { title: "COURSE", cell: ({ values }) => spark(values, SPARK) },
];

/** A cell of one figure made of the values that are there. */
function summary(of: (values: readonly number[]) => number): (series: MetricSeries) => Piece {
  return ({ values, unit }) => {
    const there = values.filter((value) => value !== null);
    return there.length === 0 ? styled("faint", "-") : figure(of(there), unit);
  };
}
