import { defineRule, type Facts, ofHost, type Rule, type Seen } from "../rule.ts";
import { topCpu, topMemory } from "./_causes.ts";
import { causes, lines, name, percent, processesByCpu, processesByMemory } from "./_text.ts";

/** Devices named as a cause. */
const DEVICES = 3;

/** Share of the last minute in which some task waited for a resource (some, avg60). */
function pressureRule(
  resource: "cpu" | "memory" | "io",
  label: string,
  rest: {
    facts(seen: Seen): Facts;
    describe(facts: Facts): string;
    recommendation: string;
  },
): Rule {
  return defineRule({
    name: `${resource}_pressure`,
    summary: `Time that tasks waited for ${label} (some, 60 s)`,
    kind: "system",
    category: "pressure",
    metric: `${resource}_pressure_some_avg60`,
    unit: "percent",
    comparison: "at_least",
    warning: 20,
    critical: 50,
    for_seconds: 0,
    hysteresis: 5,
    read: (seen) => {
      const stall = seen.ran("pressure") ? seen.sample.pressure?.[resource] : null;
      return ofHost(stall?.some_avg60, rest.facts(seen));
    },
    text: ({ value, facts }) => ({
      message: `Tasks waited for ${label} in ${percent(value)} of the last minute`,
      description: rest.describe(facts),
      recommendation: rest.recommendation,
    }),
    gone: () => `The host has no ${label} pressure figures any more`,
  });
}

/** Tasks that could run and had no core. */
export const cpuPressure: Rule = pressureRule("cpu", "CPU", {
  facts: (seen) => ({ processes: topCpu(seen) }),
  describe: ({ processes }) => processesByCpu(processes),
  recommendation: "See what runs: ps -eo pid,user,pcpu,ni,args --sort=-pcpu | head -n 15",
});

/** Tasks that waited for memory to be freed or read back. */
export const memoryPressure: Rule = pressureRule("memory", "memory", {
  facts: (seen) => ({ processes: topMemory(seen) }),
  describe: ({ processes }) => processesByMemory(processes),
  recommendation: "See who uses it: ps -eo pid,user,rss,args --sort=-rss | head -n 15; vmstat 1 5",
});

/** Tasks that waited for a disk. */
export const ioPressure: Rule = pressureRule("io", "I/O", {
  facts: ({ sample }) => ({
    devices: sample.disk_io.toSorted((a, b) => b.busy_percent - a.busy_percent).slice(0, DEVICES)
      .map(({ device, busy_percent }) => ({ device, busy_percent })),
  }),
  describe: ({ devices }) =>
    lines(
      causes("Busiest devices", devices, (one) => `${name(one.device)} ${percent(one.busy_percent)} busy`),
    ),
  recommendation: "See who waits: ps -eo pid,user,stat,wchan,args | awk '$3 ~ /^D/'; " +
    "what is read and written: iostat -xz 1 3",
});
