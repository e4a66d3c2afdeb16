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
  const says_more = day !== undefined && (hour === undefined || (isLong(day) && !isSame(hour, day)));
  const told = (course: Course, time: Time) =>
    say`In ${lastOf(course, time)} ${what} was ${spanOf(course, TIMES[time].name)}`;
  return [
    ...(hour === undefined ? [] : [told(hour, "hour")]),
    ...(says_more ? [told(day, "day")] : []),
  ];
}

/** A time that figures are told of. */
export type Time = keyof typeof TIMES;

const TIMES = {
  hour: { name: "the last hour", seconds: 3600 },
  day: { name: "the last day", seconds: 86_400 },
} as const;

/** Whether so much of a day is recorded that it tells more than its last hour. */
export function isLong({ recorded_seconds }: Course): boolean {
  return recorded_seconds > 2 * TIMES.hour.seconds;
}

/** Part of a time that must be recorded to speak of all of it. */
const WHOLE = 0.9;

/** `the last hour`, or how much of it is recorded: `the last 5 minutes`. */
export function lastOf({ recorded_seconds, at, series, subject }: Course, time: Time): Sentence {
  if (recorded_seconds >= WHOLE * TIMES[time].seconds) return [TIMES[time].name];
  const { figure } = factsFrom({ source: "metrics.query", at });
  const whole = recorded_seconds < 600 ? recorded_seconds : Math.floor(recorded_seconds / 60) * 60;
  return say`the last ${figure(`time of which ${series} is recorded`, whole, "seconds", subject)}`;
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
