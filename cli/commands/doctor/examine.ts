import { type Finding, skipped } from "./check.ts";
import { CHECKS } from "./checks.ts";
import type { Site } from "./site.ts";
import { messageOf } from "../../../src/core/message_of.ts";

/** A finding and the check it is of. */
export interface Examined extends Finding {
  readonly check: string;
}

/** Runs every check. One that cannot look says so; the others go on. */
export async function examine(site: Site): Promise<Examined[]> {
  const found = await Promise.all(CHECKS.map(async ({ name, examine }) => {
    const findings = await examine(site).catch((error) => [skipped(`Cannot look: ${messageOf(error)}`)]);
    return findings.map((finding): Examined => ({ check: name, ...finding }));
  }));
  return found.flat();
}
