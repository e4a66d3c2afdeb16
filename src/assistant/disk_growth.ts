import type { Health } from "../contract/mod.ts";
import { type Fact, factsFrom } from "./fact.ts";
import type { Course, Known } from "./known.ts";
import { say, type Sentence } from "./sentence.ts";

/** The series of the history that growth is told by. */
export const GROWTH_SERIES = "disk_available_bytes";

/** Growth is told only of what was watched for so long, seconds. */
const LEAST_SECONDS = 600;

/** What became of the space of a file system in the last day. */
export interface Growth {
  readonly course: Course;
  /** Space that is no longer there, bytes; negative: there is more. */
  readonly lost_bytes: number;
  /** Bytes a second. */
  readonly rate: number;
}

/** How a file system grew; null where it was not watched for long enough. */
export function growthOf({ mount_point }: Health["disks"][number], { day }: Known): Growth | null {
  const course = day?.find(({ series, subject }) => series === GROWTH_SERIES && subject === mount_point);
  if (course === undefined || course.lasted_seconds < LEAST_SECONDS) return null;
  const lost_bytes = course.first - course.last;
  return { course, lost_bytes, rate: lost_bytes / course.lasted_seconds };
}

/** The space that was lost or gained, as a fact. */
function changeFact({ course, lost_bytes }: Growth): Fact {
  const { figure } = factsFrom({ source: "metrics.query", at: course.at });
  const what = lost_bytes < 0 ? "space gained" : "space lost";
  return figure(what, Math.abs(lost_bytes), "bytes", course.subject, course.samples.avg);
}

/** `lost 2 GiB in 1 day`, as a part of a sentence. */
export function growthTold(growth: Growth): Sentence {
  const { at, subject, lasted_seconds } = growth.course;
  const { figure } = factsFrom({ source: "metrics.query", at });
  return say`${[growth.lost_bytes < 0 ? "gained" : "lost"]} ${changeFact(growth)} in ${
    figure("time watched", lasted_seconds, "seconds", subject)
  }`;
}
