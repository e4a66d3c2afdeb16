import { defineCause, scoreOf } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import { say } from "../sentence.ts";

/** How many times as many processes there are as at the least in the last hour. */
const GROWTH = { from: 1.5, worst: 5 };
/** So many more there are at least, processes. */
const LEAST_MORE = 200;

/** Processes start faster than they end. */
export const forkStorm = defineCause({
  name: "fork_storm",
  topics: ["load", "cpu", "processes", "users"],
  categories: ["cpu", "memory", "pressure", "user", "system"],
  needs: ["health", "hour", "users"],
  series: ["processes"],
  commands: [
    {
      command: "ps -u SUBJECT -o ppid=,comm= | sort | uniq -c | sort -rn | head -n 5",
      why: "What the user starts",
    },
    { command: "ps -eo user= | sort | uniq -c | sort -rn | head -n 5", why: "Whose processes they are" },
    { command: "ps -eo ppid= | sort | uniq -c | sort -rn | head -n 5", why: "Which process starts them" },
    { command: "ps -eo comm= | sort | uniq -c | sort -rn | head -n 5", why: "Which program they run" },
  ],
  find: ({ health, hour, users }) => {
    const counts = health?.processes ?? null;
    const course = hour?.find(({ series }) => series === "processes");
    if (health === null || counts === null || course === undefined) return [];
    if (counts.total - course.min < LEAST_MORE) return [];
    const score = scoreOf(counts.total / Math.max(1, course.min), GROWTH.from, GROWTH.worst);
    if (score === 0) return [];
    const now = factsFrom({ source: "health.get", at: health.taken_at });
    const before = factsFrom({ source: "metrics.query", at: course.at });
    const grown = say`Processes multiply: there are ${
      now.figure("processes", counts.total, "")
    }, where there were ${
      before.figure("processes, least of the last hour", course.min, "", "", course.samples.min)
    } in the last hour`;
    const [most] = (users?.items ?? []).toSorted((a, b) => b.processes - a.processes);
    if (users === null || most === undefined) return [{ score, subject: "", sentence: grown }];
    const { figure, name } = factsFrom({ source: "users.list", at: users.taken_at });
    return [{
      score,
      subject: most.user,
      sentence: say`${grown}; user ${name("user with most processes", most.user)} has ${
        figure("processes of the user", most.processes, "", most.user)
      } of them`,
    }];
  },
});
