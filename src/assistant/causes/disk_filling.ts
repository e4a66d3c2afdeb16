import type { Health } from "../../contract/mod.ts";
import { defineCause, scoreOf } from "../cause.ts";
import { GROWTH_SERIES, growthOf, growthTold } from "../disk_growth.ts";
import { factsFrom } from "../fact.ts";
import type { Known } from "../known.ts";
import { say, type Sentence } from "../sentence.ts";

const HOUR_SECONDS = 3600;
/** Space used, percent. */
const USED = { from: 80, worst: 98 };
/** Time until a disk is full, seconds: a week begins to matter, an hour is the worst. */
const LEFT = { from: 7 * 24 * HOUR_SECONDS, worst: HOUR_SECONDS };
/** So many times the time that a rate was watched it is trusted: an hour tells of a day. */
const FAR = 24;

/** A file system that is nearly full, or will be soon at the rate of the last day. */
export const diskFilling = defineCause({
  name: "disk_filling",
  topics: ["disk"],
  categories: ["disk"],
  needs: ["health", "day"],
  series: [GROWTH_SERIES],
  commands: [
    { command: "df -h", why: "Space of every file system" },
    {
      command: "du -xhd2 SUBJECT 2>/dev/null | sort -rh | head -n 20",
      without: "du -xhd2 / 2>/dev/null | sort -rh | head -n 20",
      why: "What takes the space",
    },
    {
      command: "find SUBJECT -xdev -type f -size +100M -mmin -1440 -exec ls -lh {} +",
      without: "find / -xdev -type f -size +100M -mmin -1440 -exec ls -lh {} +",
      why: "Large files that were written in the last day",
    },
    { command: "lsof +L1", why: "Files that are removed and still take space" },
    { command: "journalctl --disk-usage", why: "What the journal takes" },
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

/**
 * How long what is left lasts at the rate of the last day; null where the disk lost nothing, or it is too far off to
 * tell.
 */
function trendOf(
  disk: Health["disks"][number],
  known: Known,
): { readonly left_seconds: number; readonly sentence: Sentence } | null {
  const growth = growthOf(disk, known);
  if (growth === null || growth.rate <= 0) return null;
  const { course, rate } = growth;
  const { figure } = factsFrom({ source: "metrics.query", at: course.at });
  const { mount_point } = disk;
  const left_seconds = disk.available_bytes / rate;
  if (left_seconds > course.lasted_seconds * FAR) return null;
  return {
    left_seconds,
    sentence: say`, ${growthTold(growth)}, and at that rate is full in ${
      figure("time until full", left_seconds, "seconds", mount_point)
    }`,
  };
}
