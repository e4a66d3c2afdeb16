import type { OutputOf } from "../contract/mod.ts";
import { factsFrom } from "./fact.ts";
import { say, type Sentence } from "./sentence.ts";

/** Without a feed nothing is known to be vulnerable, and nothing to be safe: since when is said. */
export function noFeed(
  source: "vulnerabilities.list" | "vulnerabilities.summary",
  { unknown_since, audited_at }: Pick<OutputOf<"vulnerabilities.list">, "unknown_since" | "audited_at">,
): Sentence {
  const { text, time } = factsFrom({ source, at: audited_at });
  return say`${
    text("feed of vulnerabilities", "No feed")
  } of vulnerabilities is in force, so what is vulnerable is unknown since ${
    time("nothing known since", unknown_since ?? audited_at)
  }: see cortex feed import --help`;
}
