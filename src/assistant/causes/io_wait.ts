import { defineCause, ofHost, scoreOf } from "../cause.ts";
import { say } from "../sentence.ts";
import { waitingFor } from "../waiting.ts";

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
    const waiting = waitingFor("io", health);
    if (waiting === null) return [];
    return ofHost(
      scoreOf(waiting.percent, WAITING.from, WAITING.worst),
      say`Storage is slower than what is asked of it: tasks waited for it in ${waiting.fact} of the last minute`,
    );
  },
});
