import type { Severity } from "../contract/mod.ts";
import { type Database, numberOf } from "./database.ts";
import { parseJson } from "./json.ts";

/** Something that happened, before it is written. */
export interface NewEvent {
  /** RFC 3339. */
  readonly at: string;
  /** `alert.raised`. */
  readonly type: string;
  readonly severity: Severity;
  readonly subject: string;
  /** The alert it is about, if any; that alert may be gone. */
  readonly alert_id: string | null;
  /** JSON-safe facts. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** An event as it is kept: its number is a cursor. */
export interface EventRow extends NewEvent {
  /** Rises, also across restarts, without gaps but where a backup was restored. */
  readonly seq: number;
}

/** The log of events: written at its end, read from a cursor, cut at its beginning. */
export interface EventRepository {
  append(events: readonly NewEvent[]): EventRow[];
  /** Events with a number above the cursor, oldest first. */
  after(seq: number, limit: number): EventRow[];
  /** Events with a number below the cursor, newest first. */
  before(seq: number, limit: number): EventRow[];
  /** Number of the newest event there ever was; 0 before the first. */
  last(): number;
  count(): number;
  /** Sets how many are kept; the oldest leave first. */
  keep(count: number): void;
}

/** Events removed at once, so that not each append pays for it. */
const CUT_EVERY = 100;

/** The repository over an open database. */
export function eventRepository(db: Database): EventRepository {
  const insert = db.prepare(
    "insert into events (at, type, severity, subject, alert_id, data) values (?, ?, ?, ?, ?, ?) returning seq",
  );
  const select = db.prepare("select * from events where seq > ? order by seq limit ?");
  const backwards = db.prepare("select * from events where seq < ? order by seq desc limit ?");
  const last = db.prepare("select seq from sqlite_sequence where name = 'events'");
  const first = db.prepare("select min(seq) from events");
  const cut = db.prepare("delete from events where seq <= ?");
  const counted = db.prepare("select count(*) from events");
  let kept = Infinity;
  /** Numbers between the first and the last that no event has; not known before it is asked for, and after a cut. */
  let left_out: number | undefined;

  const bounds = () => ({ first: numberOf(first.get()), last: numberOf(last.get()) });
  return {
    append: (events) =>
      db.transaction(() => {
        const rows = events.map((event) => ({ seq: numberOf(insert.get(...valuesOf(event))), ...event }));
        const { first, last } = bounds();
        if (last - first >= kept + CUT_EVERY) {
          cut.run(last - kept);
          left_out = undefined;
        }
        return rows;
      }),
    after: (seq, limit) => db.read(() => select.all(seq, limit).map(decode)),
    before: (seq, limit) => db.read(() => backwards.all(seq, limit).map(decode)),
    last: () => db.read(() => bounds().last),
    count: () =>
      db.read(() => {
        const { first, last } = bounds();
        if (first === 0) return 0;
        // Counting them all takes a while: it is done once, and each one that is kept since has a number of its own.
        left_out ??= last - first + 1 - numberOf(counted.get());
        return last - first + 1 - left_out;
      }),
    keep: (count) => {
      kept = count;
    },
  };
}

function valuesOf({ at, type, severity, subject, alert_id, data }: NewEvent): (string | null)[] {
  return [at, type, severity, subject, alert_id, JSON.stringify(data)];
}

function decode(row: Record<string, unknown>): EventRow {
  const data = parseJson(row["data"]);
  return {
    seq: Number(row["seq"]),
    at: String(row["at"]),
    type: String(row["type"]),
    severity: row["severity"] as Severity,
    subject: String(row["subject"]),
    alert_id: row["alert_id"] === null ? null : String(row["alert_id"]),
    data: typeof data === "object" && data !== null ? { ...data } : {},
  };
}
