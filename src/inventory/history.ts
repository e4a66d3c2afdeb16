import type { InputOf, OutputOf } from "../contract/wire.ts";
import { rfc3339 } from "../core/clock.ts";
import type { HistoryQuery, PackageHistory } from "../packages/history/mod.ts";

const LIMIT = 50;

/** What of the logs is wanted, of what was asked. */
export function historyQuery({ name, since, limit = LIMIT }: InputOf<"packages.history">): HistoryQuery {
  return { name: name ?? null, since_ms: since === undefined ? 0 : Date.parse(since), limit };
}

/** What was done to packages, as the operation tells it. */
export function historyOf({ changes, total, problems }: PackageHistory): OutputOf<"packages.history"> {
  return {
    items: changes.map(({ at_ms, ...change }) => ({ at: rfc3339(at_ms), ...change })),
    total,
    problems: [...problems],
  };
}
