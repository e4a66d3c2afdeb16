/** All alerts in memory, in the order in which they were raised, and the pages of their list. */
import type { Alert, AlertCounts, OutputOf, ParsedInputOf } from "../contract/mod.ts";
import { cursorOf, seqOf } from "../core/cursor.ts";
import type { AlertRow } from "../store/mod.ts";
import { isOpen } from "./episode.ts";

/** What alerts can be chosen by. */
export type Filter = Omit<ParsedInputOf<"alerts.list">, "limit" | "cursor">;
type Query = ParsedInputOf<"alerts.list">;
type Page = OutputOf<"alerts.list">;

/** The list. */
export interface Book {
  get(id: string): Alert | undefined;
  /** Newest first. */
  find(filter: Filter): Alert[];
  /**
   * A page, newest first. As long as nothing changes the same query gives the same object, so that a transport may
   * keep what it has written for it.
   */
  page(query: Query): Page;
  /** Open alerts by severity. */
  counts(): AlertCounts;
  /** All alerts by status. */
  statuses(): AlertStatuses;
  /** All alerts, oldest first. */
  rows(): readonly AlertRow[];
  /** The rows under which alerts are or will be kept. */
  rowsFor(alerts: readonly Alert[]): AlertRow[];
  put(rows: readonly AlertRow[]): void;
  remove(ids: ReadonlySet<string>): void;
}

/** How many alerts are in each status. */
export type AlertStatuses = Readonly<Record<Alert["status"], number>>;

/** Bytes of a page's items: below the bound of a reply, whatever is around them. */
const PAGE_BYTES = 196_608;

/** Pages kept until something changes. */
const PAGES = 32;

/** A list of these rows, oldest first. */
export function createBook(first: readonly AlertRow[]): Book {
  let rows = [...first];
  let places = index(rows);
  let next_seq = (rows.at(-1)?.seq ?? 0) + 1;
  const pages = new Map<string, Page>();
  let counts: AlertCounts | undefined;

  const changed = () => {
    pages.clear();
    counts = undefined;
  };
  const countOpen = () => {
    const found = { info: 0, warning: 0, error: 0, critical: 0 };
    for (const { alert } of rows) if (isOpen(alert)) found[alert.severity]++;
    return found;
  };
  const countStatuses = () => {
    const found = { active: 0, acknowledged: 0, resolved: 0, dismissed: 0 };
    for (const { alert } of rows) found[alert.status]++;
    return found;
  };
  const book: Book = {
    get: (id) => rows[places.get(id) ?? -1]?.alert,
    find: (filter) => rows.filter(({ alert }) => fits(alert, filter)).map(({ alert }) => alert).reverse(),
    page: (query) => {
      const key = JSON.stringify(query);
      const known = pages.get(key);
      if (known !== undefined) return known;
      const page = { ...cut(rows, query), counts: book.counts() };
      if (pages.size >= PAGES) pages.clear();
      pages.set(key, page);
      return page;
    },
    counts: () => counts ??= countOpen(),
    statuses: countStatuses,
    rows: () => rows,
    rowsFor: (alerts) => {
      let next = next_seq;
      return alerts.map((alert) => ({ seq: rows[places.get(alert.id) ?? -1]?.seq ?? next++, alert }));
    },
    put: (changes) => {
      if (changes.length === 0) return;
      changed();
      for (const row of changes) {
        const at = places.get(row.alert.id) ?? rows.length;
        rows[at] = row;
        next_seq = Math.max(next_seq, row.seq + 1);
        places.set(row.alert.id, at);
      }
    },
    remove: (ids) => {
      if (ids.size === 0) return;
      changed();
      rows = rows.filter(({ alert }) => !ids.has(alert.id));
      places = index(rows);
    },
  };
  return book;
}

/** Places of alerts by id. */
function index(rows: readonly AlertRow[]): Map<string, number> {
  return new Map(rows.map(({ alert }, at) => [alert.id, at]));
}

/** Whether an alert is one of those asked for. */
function fits(alert: Alert, filter: Filter): boolean {
  return (filter.severity === undefined || filter.severity === alert.severity) &&
    (filter.category === undefined || filter.category === alert.category) &&
    (filter.subject === undefined || filter.subject === alert.subject) &&
    (filter.status === undefined || filter.status === alert.status) &&
    (filter.open === undefined || filter.open === isOpen(alert));
}

function cut(rows: readonly AlertRow[], { limit, cursor, ...filter }: Query): Omit<Page, "counts"> {
  const before = cursor === undefined ? Infinity : seqOf(cursor);
  const items: Alert[] = [];
  let bytes = 0;
  let last = 0;
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at];
    if (row === undefined || row.seq >= before || !fits(row.alert, filter)) continue;
    bytes += bytesOf(row.alert);
    if (items.length === limit || (items.length > 0 && bytes > PAGE_BYTES)) {
      return { items, next_cursor: cursorOf(last) };
    }
    items.push(row.alert);
    last = row.seq;
  }
  return { items, next_cursor: null };
}

const encoder = new TextEncoder();
const sizes = new WeakMap<Alert, number>();

function bytesOf(alert: Alert): number {
  const known = sizes.get(alert);
  if (known !== undefined) return known;
  const bytes = encoder.encode(JSON.stringify(alert)).length;
  sizes.set(alert, bytes);
  return bytes;
}
