import { factsFrom } from "../fact.ts";
import type { Course, Known } from "../known.ts";
import { say, type Sentence } from "../sentence.ts";

/** How a figure went in the last hour and the last day, as far as it is recorded. */
export function courseOf(known: Known, series: string, subject = ""): Sentence[] {
  const find = (courses: readonly Course[] | null) =>
    courses?.find((one) => one.series === series && one.subject === subject);
  const hour = find(known.hour);
  const day = find(known.day);
  return [
    ...(hour === undefined ? [] : [say`In the last hour it was ${spanOf(hour, "the last hour")}`]),
    ...(day === undefined ? [] : [say`In the last day it was ${spanOf(day, "the last day")}`]),
  ];
}

/** `12 % on average, between 3 % and 80 %`. */
export function spanOf({ series, unit, subject, min, avg, max, at }: Course, time: string): Sentence {
  const { figure } = factsFrom({ source: "metrics.query", at });
  const part = (which: string, value: number) =>
    figure(`${series}, ${which} of ${time}`, value, unit, subject);
  return say`${part("average", avg)} on average, between ${part("least", min)} and ${part("most", max)}`;
}
