import { defineCause, scoreOf } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import { say } from "../sentence.ts";

/** Share of time in which tasks waited for storage, percent. */
const WAITING = { from: 10, worst: 60 };

/** Storage is slower than what is asked of it. */
export const ioWait = defineCause({
  name: "io_wait",
  topics: ["load", "disk"],
  categories: ["pressure", "disk"],
  needs: ["health"],
  series: [],
  commands: [
    { command: "ps -eo state,pid,user,args | grep '^D'", why: "Which processes wait for storage" },
    { command: "cat /proc/diskstats", why: "Which device is asked" },
  ],
  find: ({ health }) => {
    const waiting = health?.pressure?.io?.some_avg60;
    if (health === null || waiting === undefined) return [];
    const score = scoreOf(waiting, WAITING.from, WAITING.worst);
    if (score === 0) return [];
    const { figure } = factsFrom({ source: "health.get", at: health.taken_at });
    return [{
      score,
      subject: "",
      sentence: say`Storage is slower than what is asked of it: tasks waited for it in ${
        figure("time tasks waited for I/O", waiting, "percent")
      } of the last minute`,
    }];
  },
});
