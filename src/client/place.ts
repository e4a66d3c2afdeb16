import type { JobNews, SubscriptionName } from "../contract/wire.ts";

/** How far a stream has been read, so that it can be gone on with on another connection. */
export interface Place {
  /** What the input of the next connection has besides what was given. */
  readonly input: object;
  /** Whether the stream has come to its own end. */
  readonly over: boolean;
  /** A connection was opened on which the stream begins after an item: where numbers began anew, an earlier one. */
  begin(cursor: number | undefined): void;
  /** Takes what came; false for what has come before. */
  take(item: unknown): boolean;
}

const PLACES: Readonly<Record<SubscriptionName, () => Place>> = {
  "events.stream": numbered,
  "logs.stream": numbered,
  "jobs.stream": told,
};

/** The beginning of a stream. */
export function placeOf(name: SubscriptionName): Place {
  return PLACES[name]();
}

/** Items with numbers that rise: the next connection begins after the last one. */
function numbered(): Place {
  let after: number | undefined;
  return {
    get input() {
      return after === undefined ? {} : { after };
    },
    over: false,
    begin: (cursor) => void (after = cursor ?? after),
    take: (item) => {
      const { seq } = item as { readonly seq: number };
      if (after !== undefined && seq <= after) return false;
      after = seq;
      return true;
    },
  };
}

/** What a job says: each connection begins with its first line, so those that have come are left out. */
function told(): Place {
  let lines = 0;
  let over = false;
  return {
    input: {},
    get over() {
      return over;
    },
    begin: () => {},
    take: (item) => {
      const news = item as JobNews;
      over = news.type === "ended";
      if (news.type !== "log") return true;
      if (news.line.number <= lines) return false;
      lines = news.line.number;
      return true;
    },
  };
}
