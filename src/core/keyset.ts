import { badCursor } from "./cursor.ts";

/** Where a page ends: the sort key of its last item, and what tells items of one key apart. */
export interface Position {
  readonly key: number | string;
  readonly id: number;
}

/** The opaque cursor that continues after a position in a list of that order. */
export function encodeCursor(sort: string, { key, id }: Position): string {
  const bytes = new TextEncoder().encode(JSON.stringify([sort, key, id]));
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

/** The position of a cursor. Throws INVALID_PARAMS when it is none, or one of another order. */
export function decodeCursor(sort: string, cursor: string): Position {
  const [its_sort, key, id] = parse(cursor);
  const fits = its_sort === sort && (typeof key === "number" || typeof key === "string") &&
    typeof id === "number";
  if (fits) return { key, id };
  throw badCursor(cursor, `next_cursor of a page with sort "${sort}"`);
}

function parse(cursor: string): unknown[] {
  try {
    const bytes = Uint8Array.fromBase64(cursor, { alphabet: "base64url" });
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** How a list is ordered: by a key, which falls or rises, then by a number that rises. */
export interface Order<T> {
  key(item: T): number | string;
  id(item: T): number;
  readonly falling: boolean;
}

/** The items after a position, in order. Stable between scans: an item is placed by its values, not by its index. */
export function sortedAfter<T>(items: readonly T[], order: Order<T>, after: Position | null): T[] {
  const compare = (a: Position, b: Position): number => {
    const by_key = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
    return (order.falling ? -by_key : by_key) || a.id - b.id;
  };
  const placed = items.map((item) => ({ item, key: order.key(item), id: order.id(item) }));
  return placed
    .filter((each) => after === null || compare(each, after) > 0)
    .sort(compare)
    .map(({ item }) => item);
}
