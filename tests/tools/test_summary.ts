import { stripVTControlCharacters } from "node:util";

/** What the closing lines of `deno test` say. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

// ok | 12 passed (3 steps) | 0 failed | 1 ignored (2 steps) | 4 filtered out (35ms)
const SUMMARY = /^(?:ok|FAILED) \| (\d+) passed(?: \([^)]*\))? \| (\d+) failed/gm;

/**
 * The counts of one run of `deno test`, from what it printed and its exit code. A run that fails without naming a
 * failed test (a type error, a module that is not found, a leak) counts as one failure.
 */
export function readSummary(output: string, exit_code: number): TestCounts {
  const last = [...stripVTControlCharacters(output).matchAll(SUMMARY)].at(-1);
  const passed = Number(last?.[1] ?? 0);
  const failed = Number(last?.[2] ?? 0);
  return { passed, failed: exit_code === 0 ? failed : Math.max(failed, 1) };
}
