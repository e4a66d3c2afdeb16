import { defineCause, scoreOf } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import { say } from "../sentence.ts";

/** Inodes used, percent. */
const USED = { from: 80, worst: 100 };

/** A file system can hold few more files, however much space there is. */
export const inodesExhausted = defineCause({
  name: "inodes_exhausted",
  topics: ["disk"],
  categories: ["disk"],
  needs: ["health"],
  series: [],
  commands: [
    { command: "df -i", why: "Inodes of every file system" },
    {
      command: "du --inodes -xd2 SUBJECT 2>/dev/null | sort -rn | head -n 20",
      why: "Which folders hold the most files",
    },
  ],
  find: ({ health }) =>
    (health?.disks ?? []).flatMap(({ mount_point, inodes_usage_percent }) => {
      if (health === null || inodes_usage_percent === null) return [];
      const score = scoreOf(inodes_usage_percent, USED.from, USED.worst);
      if (score === 0) return [];
      const { figure, name } = factsFrom({ source: "health.get", at: health.taken_at });
      return [{
        score,
        subject: mount_point,
        sentence: say`${name("mount point", mount_point)} can hold few more files: ${
          figure("inodes used", inodes_usage_percent, "percent", mount_point)
        } of its inodes are used`,
      }];
    }),
});
