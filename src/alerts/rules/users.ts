import type { UserLoad, UserResource } from "../../contract/mod.ts";
import { isWatchedUser } from "../../core/user_filter.ts";
import { defineRule, type Facts, type Measured, type Seen } from "../rule.ts";
import { bytes, lines, name, percent, processesByCpu, processesByMemory, word } from "./_text.ts";

/** What to look at when a user uses too much of a resource. */
export const LOOK: Readonly<Record<UserResource, (user: string) => string>> = {
  cpu: (user) => `See what runs: ps -o pid,pcpu,etime,args --sort=-pcpu -U ${word(user)} | head -n 15`,
  memory: (user) => `See what uses it: ps -o pid,rss,pmem,args --sort=-rss -U ${word(user)} | head -n 15`,
};

/** CPU of all processes of one user, of all cores. */
export const userCpu = defineRule({
  name: "user_cpu",
  summary: "CPU of one user",
  kind: "user",
  category: "user",
  metric: "user_cpu_percent",
  unit: "percent of all cores",
  comparison: "at_least",
  warning: 90,
  critical: null,
  for_seconds: 300,
  hysteresis: 5,
  read: (seen) => {
    const cores = Math.max(1, seen.sample.host.cores);
    return readUsers(seen, seen.sample.top.cpu, (user) => user.cpu_percent / cores);
  },
  text: ({ subject, value, facts }) => ({
    message: `User ${name(subject)} uses ${percent(value)} of all cores`,
    description: lines(processesByCpu(facts.processes), totals(facts)),
    recommendation: LOOK.cpu(subject),
  }),
  gone: withoutProcesses,
});

/** Memory of all processes of one user. */
export const userMemory = defineRule({
  name: "user_memory",
  summary: "Memory of one user",
  kind: "user",
  category: "user",
  metric: "user_memory_percent",
  unit: "percent",
  comparison: "at_least",
  warning: 90,
  critical: null,
  for_seconds: 300,
  hysteresis: 5,
  read: (seen) => readUsers(seen, seen.sample.top.memory, (user) => user.memory_percent),
  text: ({ subject, value, facts }) => ({
    message: `User ${name(subject)} uses ${percent(value)} of the memory`,
    description: lines(processesByMemory(facts.processes), totals(facts)),
    recommendation: LOOK.memory(subject),
  }),
  gone: withoutProcesses,
});

function readUsers(
  { sample, users, ran }: Seen,
  top: Seen["sample"]["top"]["cpu"],
  valueOf: (user: UserLoad) => number,
): Measured {
  const readings = sample.users.filter((user) => isWatchedUser(user, users)).map((one) => {
    const { user, cpu_percent, memory_bytes, memory_percent } = one;
    return {
      subject: user,
      value: valueOf(one),
      facts: {
        users: [{ user, cpu_percent, memory_bytes, memory_percent }],
        processes: top.filter((process) => process.user === user).slice(0, 3),
      },
    };
  });
  return { readings, complete: ran("processes") };
}

function totals({ users: [user] = [] }: Facts): string {
  if (user === undefined) return "";
  return `All their processes: ${percent(user.cpu_percent)} of a core, ${bytes(user.memory_bytes)}`;
}

function withoutProcesses(subject: string): string {
  return `User ${name(subject)} has no processes any more`;
}
