import type { OutputOf, ParsedInputOf, PersistentUser } from "../contract/mod.ts";
import { decodeCursor, encodeCursor, type Order, sortedAfter } from "../core/keyset.ts";

/** The longest first; a user's CPU before their memory. */
const LONGEST: Order<PersistentUser> = {
  key: ({ lasted_seconds }) => lasted_seconds,
  id: ({ uid, resource }) => 2 * uid + (resource === "cpu" ? 0 : 1),
  falling: true,
};
/** What the cursors of this list say they are of. */
const SORT = "lasted";

/** A page of `users.persistent`. Throws INVALID_PARAMS for a cursor that is none. */
export function listPersistent(
  users: readonly PersistentUser[],
  { resource, user, limit, cursor }: ParsedInputOf<"users.persistent">,
): OutputOf<"users.persistent"> {
  const after = cursor === undefined ? null : decodeCursor(SORT, cursor);
  const fitting = users.filter((one) =>
    (resource === undefined || one.resource === resource) && (user === undefined || one.user === user)
  );
  const rest = sortedAfter(fitting, LONGEST, after);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const next_cursor = last && items.length < rest.length
    ? encodeCursor(SORT, { key: LONGEST.key(last), id: LONGEST.id(last) })
    : null;
  return { items, next_cursor };
}
