import type { Health } from "../contract/mod.ts";
import { type Fact, factsFrom } from "./fact.ts";

/** What tasks wait for, as the kernel tells it (Documentation/accounting/psi.rst), with the words for it. */
const RESOURCES = { cpu: "CPU", memory: "memory", io: "I/O" } as const;

/** Time in which tasks waited for something. */
export interface Waiting {
  /** What they waited for, in words. */
  readonly what: string;
  /** Of the last minute. */
  readonly percent: number;
  readonly fact: Fact;
}

/** How long tasks waited for a resource in the last minute; null where the kernel does not say. */
export function waitingFor(resource: keyof typeof RESOURCES, health: Health | null): Waiting | null {
  const percent = health?.pressure?.[resource]?.some_avg60;
  if (health === null || percent === undefined) return null;
  const { figure } = factsFrom({ source: "health.get", at: health.taken_at });
  const what = RESOURCES[resource];
  return { what, percent, fact: figure(`time tasks waited for ${what}`, percent, "percent") };
}
