import { factsFrom, textOf } from "./fact.ts";
import type { Course, Known } from "./known.ts";
import { say, type Sentence } from "./sentence.ts";

/** A recorded figure that is told of. */
export interface Told {
  readonly series: string;
  /** Mount point or interface; the host where it is not given. */
  readonly subject?: string;
  /** What the sentence is about; "it" where it is not given. */
  readonly what?: Sentence;
}

/** How a figure went in the last hour and the last day, as far as it is recorded and the day tells more. */
export function courseOf(known: Known, { series, subject = "", what = say`it` }: Told): Sentence[] {
  const find = (courses: readonly Course[] | null) =>
    courses?.find((one) => one.series === series && one.subject === subject);
  const hour = find(known.hour);
  const day = find(known.day);
  return [
    ...(hour === undefined ? [] : [say`In the last hour ${what} was ${spanOf(hour, "the last hour")}`]),
    ...(day === undefined || (hour !== undefined && isSame(hour, day))
      ? []
      : [say`In the last day ${what} was ${spanOf(day, "the last day")}`]),
  ];
}

/** `12 % on average, between 3 % and 80 %`, or `12 % throughout`. */
export function spanOf(course: Course, time: string): Sentence {
  const { series, unit, subject, min, avg, max, at, samples } = course;
  const { figure } = factsFrom({ source: "metrics.query", at });
  const part = (which: string, value: number, behind: keyof Course["samples"]) =>
    figure(`${series}, ${which} of ${time}`, value, unit, subject, samples[behind]);
  const average = part("average", avg, "avg");
  if (textOf({ value: min, unit }) === textOf({ value: max, unit })) return say`${average} throughout`;
  return say`${average} on average, between ${part("least", min, "min")} and ${part("most", max, "max")}`;
}

function isSame(one: Course, other: Course): boolean {
  return one.min === other.min && one.avg === other.avg && one.max === other.max;
}
