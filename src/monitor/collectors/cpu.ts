import { defineCollector } from "../collector.ts";
import { percentOf } from "../numbers.ts";
import { numbers, readRequired } from "../proc_text.ts";

/** Time spent since boot, in ticks, by the columns of /proc/stat (proc_stat(5)); guest time is a part of user. */
interface Times {
  readonly user: number;
  readonly system: number;
  readonly idle: number;
  readonly iowait: number;
  readonly steal: number;
}

const NONE: Times = { user: 0, system: 0, idle: 0, iowait: 0, steal: 0 };

/** Where the time of all cores and of each one went since the run before. */
export const cpu = defineCollector({
  name: "cpu",
  help: "CPU time by kind, of all cores and of each, since the tick before",
  reads: ["/proc/stat"],
  rates: true,
  create({ host }) {
    let before = new Map<string, Times>();
    return () => {
      const now = parseCpuTimes(readRequired(host, "/proc/stat"));
      const spent = new Map([...now].map(([name, times]) => [name, since(before.get(name) ?? times, times)]));
      before = now;
      const all = spent.get("cpu") ?? NONE;
      const total = totalOf(all);
      spent.delete("cpu");
      return {
        usage_percent: usagePercent(all),
        user_percent: percentOf(all.user, total),
        system_percent: percentOf(all.system, total),
        iowait_percent: percentOf(all.iowait, total),
        steal_percent: percentOf(all.steal, total),
        per_core_percent: [...spent.values()].map(usagePercent),
      };
    };
  },
});

/** The `cpu` lines of /proc/stat: `cpu` for all, `cpu0` and so on for those that are online. */
function parseCpuTimes(text: string): Map<string, Times> {
  const times = new Map<string, Times>();
  for (const [line] of text.matchAll(/^cpu\d* .*$/gm)) {
    const name = line.slice(0, line.indexOf(" "));
    const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = numbers(
      line.slice(name.length),
    );
    times.set(name, { user: user + nice, system: system + irq + softirq, idle, iowait, steal });
  }
  return times;
}

/** iowait and idle may go back a little on a busy machine: nothing is ever negative. */
function since(before: Times, now: Times): Times {
  const grown = (kind: keyof Times) => Math.max(0, now[kind] - before[kind]);
  return {
    user: grown("user"),
    system: grown("system"),
    idle: grown("idle"),
    iowait: grown("iowait"),
    steal: grown("steal"),
  };
}

function totalOf({ user, system, idle, iowait, steal }: Times): number {
  return user + system + idle + iowait + steal;
}

function usagePercent(times: Times): number {
  return percentOf(times.user + times.system + times.steal, totalOf(times));
}
