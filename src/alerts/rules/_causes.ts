import type { ProcessBrief } from "../../contract/mod.ts";
import type { Seen, UserBrief } from "../rule.ts";

/** Causes kept with an alert. */
const KEPT = 3;

/** The heaviest processes by CPU. */
export function topCpu({ sample }: Seen): readonly ProcessBrief[] {
  return sample.top.cpu.slice(0, KEPT);
}

/** The heaviest processes by memory. */
export function topMemory({ sample }: Seen): readonly ProcessBrief[] {
  return sample.top.memory.slice(0, KEPT);
}

/** The heaviest users. */
export function topUsers({ sample }: Seen, by: "cpu_percent" | "memory_bytes"): readonly UserBrief[] {
  return sample.users.toSorted((a, b) => b[by] - a[by]).slice(0, KEPT)
    .map(({ user, cpu_percent, memory_bytes, memory_percent }) => ({
      user,
      cpu_percent,
      memory_bytes,
      memory_percent,
    }));
}
