import type { Health } from "../contract/mod.ts";

/** Percent of CPU or memory above which a host that is not heavy counts as medium. */
const MEDIUM_PERCENT = 60;

/** What the judgement depends on. */
export interface LoadInput {
  readonly cpu_percent: number | null;
  readonly memory_percent: number | null;
  /** Warning thresholds of the two. */
  readonly cpu_threshold: number;
  readonly memory_threshold: number;
}

/** heavy above a threshold, medium above 60 %, else light. What is unknown does not count. */
export function loadStatus(input: LoadInput): Health["load_status"] {
  const cpu = input.cpu_percent ?? 0;
  const memory = input.memory_percent ?? 0;
  if (cpu >= input.cpu_threshold || memory >= input.memory_threshold) return "heavy";
  return Math.max(cpu, memory) > MEDIUM_PERCENT ? "medium" : "light";
}
