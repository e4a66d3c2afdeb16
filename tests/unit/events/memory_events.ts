import type { EventRepository, EventRow, NewEvent } from "../../../src/store/mod.ts";

/** Events kept in memory. */
export function memoryEvents(): EventRepository {
  const rows: EventRow[] = [];
  return {
    append: (events) => {
      const added = events.map((event, index) => ({ seq: rows.length + 1 + index, ...event }));
      rows.push(...added);
      return added;
    },
    after: (seq, limit) => rows.slice(seq, seq + limit),
    before: (seq, limit) => rows.filter((row) => row.seq < seq).reverse().slice(0, limit),
    last: () => rows.length,
    count: () => rows.length,
    keep: () => {},
  };
}

/** An event of some type. */
export function eventOf(type: string, changes: Partial<NewEvent> = {}): NewEvent {
  return {
    at: "2026-11-21T12:00:00.000Z",
    type,
    severity: "info",
    subject: "",
    alert_id: null,
    data: {},
    ...changes,
  };
}
