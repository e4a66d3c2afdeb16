import { defineRule, ofHost } from "../rule.ts";
import { topCpu, topUsers } from "./_causes.ts";
import { figure, lines, percent, processesByCpu, usersByCpu } from "./_text.ts";

const LOOK = "See what runs: ps -eo pid,user,pcpu,etime,args --sort=-pcpu | head -n 15";

/** CPU time of all cores that is not idle. */
export const cpu = defineRule({
  name: "cpu",
  summary: "CPU usage of the host",
  kind: "system",
  category: "cpu",
  metric: "cpu_usage_percent",
  unit: "percent",
  comparison: "at_least",
  warning: 90,
  critical: 95,
  for_seconds: 300,
  hysteresis: 5,
  read: (seen) =>
    ofHost(seen.ran("cpu") ? seen.sample.cpu?.usage_percent : null, {
      processes: topCpu(seen),
      users: topUsers(seen, "cpu_percent"),
    }),
  text: ({ value, facts }) => ({
    message: `CPU usage is ${percent(value)}`,
    description: lines(processesByCpu(facts.processes), usersByCpu(facts.users)),
    recommendation: LOOK,
  }),
  gone: () => "The host has no CPU figures any more",
});

/** Load average of 5 minutes, for each core. */
export const load = defineRule({
  name: "load",
  summary: "Load average of 5 minutes, per core",
  kind: "system",
  category: "cpu",
  metric: "load_5_per_core",
  unit: "load per core",
  comparison: "at_least",
  warning: 2,
  critical: 4,
  for_seconds: 300,
  hysteresis: 0.2,
  read: (seen) => {
    const { cpu, host } = seen.sample;
    if (!seen.ran("load") || cpu === null) return ofHost(null, {});
    const cores = Math.max(1, host.cores);
    return ofHost(cpu.load_5 / cores, {
      load: { average: cpu.load_5, cores },
      processes: topCpu(seen),
      users: topUsers(seen, "cpu_percent"),
    });
  },
  text: ({ value, facts }) => ({
    message: `Load average of 5 minutes is ${figure(value)} per core`,
    description: lines(
      facts.load === undefined ? "" : `Load ${figure(facts.load.average)} on ${facts.load.cores} cores`,
      processesByCpu(facts.processes),
      usersByCpu(facts.users),
    ),
    recommendation:
      `${LOOK}; what waits for a disk shows state D: ps -eo pid,user,stat,wchan,args | awk '$3 ~ /^[RD]/'`,
  }),
  gone: () => "The host has no load average any more",
});
