import { factsFrom } from "./fact.ts";
import type { Known } from "./known.ts";
import { listed, say, type Sentence } from "./sentence.ts";

/** Processes named. */
const NAMED = 3;

/** The heaviest processes by CPU; none where none does anything. */
export function heaviestByCpu({ by_cpu }: Known): Sentence[] {
  if (by_cpu === null) return [];
  const { figure, name } = factsFrom({ source: "processes.list", at: by_cpu.taken_at });
  const busy = by_cpu.items.filter((one) => one.cpu_percent >= 0.5).slice(0, NAMED);
  if (busy.length === 0) return [];
  const each = busy.map(({ pid, name: program, user, cpu_percent }) =>
    say`${name("process by CPU", program)} (process ${figure("process id", pid, "", program)} of ${
      name("user of the process", user)
    }) with ${figure("CPU of the process, of one core", cpu_percent, "percent", program)} of a core`
  );
  return [say`The heaviest by CPU: ${listed(each, "; ")}`];
}

/** The heaviest processes by memory. */
export function heaviestByMemory({ by_memory }: Known): Sentence[] {
  if (by_memory === null) return [];
  const { figure, name } = factsFrom({ source: "processes.list", at: by_memory.taken_at });
  const large = by_memory.items.filter((one) => one.memory_bytes > 0).slice(0, NAMED);
  if (large.length === 0) return [];
  const each = large.map(({ pid, name: program, user, memory_bytes, memory_percent }) =>
    say`${name("process by memory", program)} (process ${figure("process id", pid, "", program)} of ${
      name("user of the process", user)
    }) with ${figure("memory of the process", memory_bytes, "bytes", program)} (${
      figure("memory of the process, of the host's", memory_percent, "percent", program)
    })`
  );
  return [say`The heaviest by memory: ${listed(each, "; ")}`];
}
