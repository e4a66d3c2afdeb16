import type { OutputOf, ParsedInputOf, UserLoad } from "../contract/mod.ts";
import type { Config } from "../config/mod.ts";
import { rfc3339 } from "../core/clock.ts";
import { decodeCursor, encodeCursor, type Order, sortedAfter } from "../core/keyset.ts";
import type { Sample } from "../core/sample.ts";
import { isWatchedUser, type UserFilter } from "../core/user_filter.ts";
import type { UserWatch } from "./watch.ts";

type Query = ParsedInputOf<"users.list">;

/** Which users a list shows. */
interface ListFilter extends UserFilter {
  readonly minimum_percent: number;
}

const ORDERS: Readonly<Record<Query["sort"], Omit<Order<UserLoad>, "id">>> = {
  cpu: { key: (load) => load.cpu_percent, falling: true },
  memory: { key: (load) => load.memory_bytes, falling: true },
  io: {
    key: ({ read_bytes_per_second, write_bytes_per_second }) =>
      (read_bytes_per_second ?? 0) + (write_bytes_per_second ?? 0),
    falling: true,
  },
  processes: { key: (load) => load.processes, falling: true },
  name: { key: (load) => load.user, falling: false },
};

/** A page of a sample's users, and how the watch sees them. Throws INVALID_PARAMS for a cursor that is none. */
export function listUsers(
  sample: Sample,
  query: Query,
  settings: Config["users"],
  { stateOf }: Pick<UserWatch, "stateOf">,
): OutputOf<"users.list"> {
  const after = query.cursor === undefined ? null : decodeCursor(query.sort, query.cursor);
  const order = { ...ORDERS[query.sort], id: (load: UserLoad) => load.uid };
  const filter = filterOf(query, settings);
  const fitting = sample.users.filter((load) => isListed(load, filter, sample.host.cores));
  const rest = sortedAfter(fitting, order, after);
  const shown = rest.slice(0, query.limit);
  const last = shown.at(-1);
  const next_cursor = last && shown.length < rest.length
    ? encodeCursor(query.sort, { key: order.key(last), id: last.uid })
    : null;
  const items = shown.map((load) => ({
    ...load,
    cpu_state: stateOf(load, "cpu"),
    memory_state: stateOf(load, "memory"),
  }));
  return { items, next_cursor, taken_at: rfc3339(sample.taken_at_ms) };
}

const EVERYBODY: ListFilter = { minimum_uid: 0, minimum_percent: 0, excluded: [], included: [] };

/** What is asked for counts more than the settings, and those not at all for a list of all. */
function filterOf(query: Query, settings: ListFilter): ListFilter {
  const base = query.all ? EVERYBODY : settings;
  return {
    minimum_uid: query.minimum_uid ?? base.minimum_uid,
    minimum_percent: query.minimum_percent ?? base.minimum_percent,
    excluded: query.excluded ?? base.excluded,
    included: query.included ?? base.included,
  };
}

/** A user who is looked at, and from a share of the host on unless included by name. */
function isListed(load: UserLoad, filter: ListFilter, cores: number): boolean {
  if (!isWatchedUser(load, filter)) return false;
  const share = Math.max(load.cpu_percent / Math.max(1, cores), load.memory_percent);
  return share >= filter.minimum_percent || filter.included.includes(load.user);
}
