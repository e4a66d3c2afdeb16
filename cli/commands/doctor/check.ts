import type { Site } from "./site.ts";

/** What a check has to say. */
export interface Finding {
  readonly state: "ok" | "wrong" | "skipped";
  readonly message: string;
  /** Commands that mend it, in order; for a shell. */
  readonly mend: readonly string[];
}

/** One thing that is looked at. */
export interface Check {
  readonly name: string;
  examine(site: Site): Promise<readonly Finding[]>;
}

/** A check in two steps: reading what there is, which changes nothing, and judging it, which reads nothing. */
export function defineCheck<Facts>(
  { name, gather, judge }: {
    readonly name: string;
    gather(site: Site): Facts | Promise<Facts>;
    judge(facts: Facts): readonly Finding[];
  },
): Check {
  return { name, examine: async (site) => judge(await gather(site)) };
}

/** Nothing is wrong. */
export const ok = (message: string): Finding => ({ state: "ok", message, mend: [] });

/** Something is wrong, and these commands mend it. */
export const wrong = (message: string, ...mend: string[]): Finding => ({ state: "wrong", message, mend });

/** It could not be looked at, or there is nothing to look at. */
export const skipped = (message: string): Finding => ({ state: "skipped", message, mend: [] });

/** A path as a shell takes it. */
export function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
