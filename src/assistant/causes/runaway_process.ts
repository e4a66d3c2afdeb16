import { defineCause, scoreOf } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import { say } from "../sentence.ts";

/** Of one core, percent. */
const BUSY_PERCENT = 90;
/** Share of all the CPU time in use, percent. */
const SHARE = { from: 50, worst: 100 };

/** One process that uses most of the CPU time there is in use. */
export const runawayProcess = defineCause({
  name: "runaway_process",
  topics: ["load", "cpu", "processes", "users"],
  categories: ["cpu", "pressure", "user"],
  needs: ["health", "by_cpu"],
  series: [],
  commands: [
    {
      command: "ps -eo pid,ppid,user,etime,pcpu,args --sort=-pcpu | head -n 5",
      why: "What it is and since when",
    },
  ],
  find: ({ health, by_cpu }) => {
    const cpu = health?.cpu ?? null;
    const [first] = by_cpu?.items ?? [];
    if (health === null || by_cpu === null || cpu === null || first === undefined) return [];
    const used = cpu.usage_percent * health.host.cores;
    const score = scoreOf(used === 0 ? 0 : first.cpu_percent / used * 100, SHARE.from, SHARE.worst);
    if (first.cpu_percent < BUSY_PERCENT || score === 0) return [];
    const { figure, name } = factsFrom({ source: "processes.list", at: by_cpu.taken_at });
    return [{
      score,
      subject: first.name,
      sentence: say`One process uses most of the CPU time: ${name("process by CPU", first.name)} (process ${
        figure("process id", first.pid, "", first.name)
      }) with ${
        figure("CPU of the process, of one core", first.cpu_percent, "percent", first.name)
      } of a core`,
    }];
  },
});
