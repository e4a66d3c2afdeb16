import type { OutputOf, ParsedInputOf, UserLoad } from "../contract/mod.ts";
import type { Config } from "../config/mod.ts";
import { rfc3339 } from "../core/clock.ts";
import type { Sample } from "../core/sample.ts";
import { decodeCursor, encodeCursor, type Order, sortedAfter } from "./keyset.ts";

type Query = ParsedInputOf<"users.list">;
type Filter = Config["users"];

const ORDERS: Readonly<Record<Query["sort"], Omit<Order<UserLoad>, "id">>> = {
  cpu: { key: (load) => load.cpu_percent, falling: true },
  memory: { key: (load) => load.memory_bytes, falling: true },
  processes: { key: (load) => load.processes, falling: true },
  name: { key: (load) => load.user, falling: false },
};

/** A page of a sample's users. Throws INVALID_PARAMS for a cursor that is none. */
export function listUsers(sample: Sample, query: Query, filter: Filter): OutputOf<"users.list"> {
  const after = query.cursor === undefined ? null : decodeCursor(query.sort, query.cursor);
  const order = { ...ORDERS[query.sort], id: (load: UserLoad) => load.uid };
  const fitting = sample.users.filter((load) => query.all || isLookedAt(load, filter, sample.host.cores));
  const rest = sortedAfter(fitting, order, after);
  const items = rest.slice(0, query.limit);
  const last = items.at(-1);
  const next_cursor = last && items.length < rest.length
    ? encodeCursor(query.sort, { key: order.key(last), id: last.uid })
    : null;
  return { items, next_cursor, taken_at: rfc3339(sample.taken_at_ms) };
}

/** Excluded users are never looked at, included ones always, the others from a UID and a share of the host on. */
function isLookedAt(load: UserLoad, filter: Filter, cores: number): boolean {
  if (filter.excluded.includes(load.user)) return false;
  if (filter.included.includes(load.user)) return true;
  const share = Math.max(load.cpu_percent / cores, load.memory_percent);
  return load.uid >= filter.minimum_uid && share >= filter.minimum_percent;
}
