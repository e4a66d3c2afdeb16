import { defineRule, type Facts, ofHost } from "../rule.ts";
import { topMemory, topUsers } from "./_causes.ts";
import { bytes, lines, percent, processesByMemory, usersByMemory } from "./_text.ts";

const LOOK = "See who uses it: ps -eo pid,user,rss,pmem,args --sort=-rss | head -n 15; free -h";

/** Memory that is not available (total - available). */
export const memory = defineRule({
  name: "memory",
  summary: "Memory usage of the host",
  kind: "system",
  category: "memory",
  metric: "memory_usage_percent",
  unit: "percent",
  comparison: "at_least",
  warning: 85,
  critical: 95,
  for_seconds: 0,
  hysteresis: 5,
  read: (seen) => {
    const { memory } = seen.sample;
    if (!seen.ran("memory") || memory === null) return ofHost(null, {});
    return ofHost(memory.usage_percent, {
      bytes: { used: memory.used_bytes, total: memory.total_bytes },
      processes: topMemory(seen),
      users: topUsers(seen, "memory_bytes"),
    });
  },
  text: ({ value, facts }) => ({
    message: `Memory usage is ${percent(value)}`,
    description: describe(facts),
    recommendation: LOOK,
  }),
  gone: () => "The host has no memory figures any more",
});

/** Swap space in use; a host without swap has no value. */
export const swap = defineRule({
  name: "swap",
  summary: "Swap usage",
  kind: "system",
  category: "memory",
  metric: "swap_usage_percent",
  unit: "percent",
  comparison: "at_least",
  warning: 50,
  critical: 80,
  for_seconds: 0,
  hysteresis: 5,
  read: (seen) => {
    const { memory } = seen.sample;
    if (!seen.ran("swap") || memory === null) return ofHost(null, {});
    if (memory.swap_total_bytes === 0) return { readings: [], complete: true };
    return ofHost(memory.swap_usage_percent, {
      bytes: { used: memory.swap_used_bytes, total: memory.swap_total_bytes },
      processes: topMemory(seen),
      users: topUsers(seen, "memory_bytes"),
    });
  },
  text: ({ value, facts }) => ({
    message: `Swap usage is ${percent(value)}`,
    description: describe(facts),
    recommendation: `${LOOK}; whether it is being swapped now: vmstat 1 5; swapon --show`,
  }),
  gone: () => "Swap was turned off",
});

function describe(facts: Facts): string {
  return lines(
    facts.bytes === undefined ? "" : `${bytes(facts.bytes.used)} of ${bytes(facts.bytes.total)} in use`,
    processesByMemory(facts.processes),
    usersByMemory(facts.users),
  );
}
