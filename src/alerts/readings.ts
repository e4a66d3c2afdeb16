import type { Sample } from "../core/sample.ts";
import type { UserFilter } from "../core/user_filter.ts";
import type { Checked, Reading, Rule, Seen } from "./rule.ts";
import { RULES } from "./rules.ts";

/** What the rules read at one moment. */
export interface Readings {
  readonly items: readonly Reading[];
  /** Metrics of which every value is among the items: a subject that is missing there is gone, not unknown. */
  readonly complete: ReadonlySet<string>;
}

/** Soon after the start. */
const NOT_CHECKED: Checked = { services: null, packages: null };

/** Reads all values that rules look at from a sample and what the last checks found. Pure. */
export function readingsOf(
  sample: Sample,
  checked: Checked | null,
  users: UserFilter,
  rules: readonly Rule[] = RULES,
): Readings {
  const ok = new Set(sample.collectors.filter((run) => run.state === "ok").map((run) => run.name));
  const seen: Seen = { ...checked ?? NOT_CHECKED, sample, users, ran: (name) => ok.has(name) };
  const items: Reading[] = [];
  const complete = new Set<string>();
  for (const { metric, read } of rules) {
    const measured = read(seen);
    const finite = measured.readings.filter((reading) => Number.isFinite(reading.value));
    for (const reading of finite) items.push({ metric, ...reading });
    if (measured.complete && finite.length === measured.readings.length) complete.add(metric);
  }
  return { items, complete };
}
