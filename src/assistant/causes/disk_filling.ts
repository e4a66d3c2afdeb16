import type { Health } from "../../contract/mod.ts";
import { defineCause, scoreOf } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import type { Known } from "../known.ts";
import { say, type Sentence } from "../sentence.ts";

const HOUR_SECONDS = 3600;
/** A rate is told only of what was watched for so long, seconds. */
const LEAST_SECONDS = 600;
/** Space used, percent. */
const USED = { from: 80, worst: 98 };
/** Time until a disk is full, seconds: a week begins to matter, an hour is the worst. */
const LEFT = { from: 7 * 24 * HOUR_SECONDS, worst: HOUR_SECONDS };

/** A file system that is nearly full, or will be soon at the rate of the last day. */
export const diskFilling = defineCause({
  name: "disk_filling",
  topics: ["disk"],
  categories: ["disk"],
  needs: ["health", "day"],
  series: ["disk_available_bytes"],
  commands: [
    { command: "df -h", why: "Space of every file system" },
    { command: "lsof +L1", why: "Files that are removed and still take space" },
  ],
  find: (known) => {
    const { health } = known;
    if (health === null) return [];
    return health.disks.filter(({ read_only }) => !read_only).flatMap((disk) => {
      const full = scoreOf(disk.usage_percent, USED.from, USED.worst);
      const trend = trendOf(disk, known);
      const soon = trend === null ? 0 : scoreOf(-trend.left_seconds, -LEFT.from, -LEFT.worst);
      const score = Math.max(full, soon);
      if (score === 0) return [];
      const { figure, name } = factsFrom({ source: "health.get", at: health.taken_at });
      const { mount_point, usage_percent } = disk;
      return [{
        score,
        subject: mount_point,
        sentence: say`${name("mount point", mount_point)} fills up: it is ${
          figure("disk usage", usage_percent, "percent", mount_point)
        } full${trend === null ? [] : trend.sentence}`,
      }];
    });
  },
});

/** How fast a disk lost space in the last day, and how long what is left lasts; null where it did not. */
function trendOf(
  { mount_point, available_bytes }: Health["disks"][number],
  { day }: Known,
): { readonly left_seconds: number; readonly sentence: Sentence } | null {
  const course = day?.find(({ series, subject }) =>
    series === "disk_available_bytes" && subject === mount_point
  );
  if (course === undefined || course.lasted_seconds < LEAST_SECONDS) return null;
  const rate = (course.first - course.last) / course.lasted_seconds;
  if (rate <= 0) return null;
  const { figure } = factsFrom({ source: "metrics.query", at: course.at });
  const left_seconds = available_bytes / rate;
  return {
    left_seconds,
    sentence: say`, lost ${
      figure("space lost", course.first - course.last, "bytes", mount_point, course.samples.avg)
    } in ${
      figure("time watched", course.lasted_seconds, "seconds", mount_point)
    }, and at that rate is full in ${figure("time until full", left_seconds, "seconds", mount_point)}`,
  };
}
