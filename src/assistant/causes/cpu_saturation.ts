import { defineCause, ofHost, scoreOf } from "../cause.ts";
import { factsFrom } from "../fact.ts";
import { say } from "../sentence.ts";
import { waitingFor } from "../waiting.ts";

/** Share of time in which tasks waited for the CPU, percent. */
const WAITING = { from: 10, worst: 60 };
const BUSY_PERCENT = 80;

/** More work than the processor can do: it is busy, and tasks wait for it. */
export const cpuSaturation = defineCause({
  name: "cpu_saturation",
  topics: ["load", "cpu", "processes", "users"],
  categories: ["cpu", "pressure", "user"],
  needs: ["health"],
  series: [],
  commands: [
    { command: "ps -eo pid,user,pcpu,ni,args --sort=-pcpu | head -n 15", why: "Who uses the CPU" },
    { command: "uptime", why: "Whether the load rises or falls" },
  ],
  find: ({ health }) => {
    const cpu = health?.cpu ?? null;
    if (health === null || cpu === null || cpu.usage_percent < BUSY_PERCENT) return [];
    const { figure } = factsFrom({ source: "health.get", at: health.taken_at });
    const saturated = say`The CPU is saturated: it is at ${
      figure("CPU usage", cpu.usage_percent, "percent")
    }`;
    const waiting = waitingFor("cpu", health);
    return waiting === null ? ofHost(scoreOf(cpu.usage_percent, BUSY_PERCENT, 100), saturated) : ofHost(
      scoreOf(waiting.percent, WAITING.from, WAITING.worst),
      say`${saturated}, and tasks waited for it in ${waiting.fact} of the last minute`,
    );
  },
});
