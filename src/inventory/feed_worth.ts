import type { Feed, OutputOf } from "../contract/mod.ts";
import { rfc3339 } from "../core/clock.ts";
import type { AuditHead } from "./audit_file.ts";

/** A feed's time is told as its publisher's where it is so much before the import, milliseconds. */
const IMPORT_TAKES_MS = 60_000;

/** By what a feed is judged. */
export interface FeedTerms {
  readonly now_ms: number;
  /** Age at which a feed says no more that anything is safe, milliseconds. */
  readonly stale_after_ms: number;
}

/** The feeds of an audit as they are now. */
export function feedsOf({ feeds, in_force }: AuditHead, { now_ms, stale_after_ms }: FeedTerms): Feed[] {
  return feeds.map(({ taken_at_ms, imported_at_ms, ...facts }) => {
    const age_ms = Math.max(0, now_ms - taken_at_ms);
    return {
      ...facts,
      imported_at: rfc3339(imported_at_ms),
      published_at: imported_at_ms - taken_at_ms > IMPORT_TAKES_MS ? rfc3339(taken_at_ms) : null,
      age_seconds: Math.floor(age_ms / 1000),
      stale: age_ms > stale_after_ms,
      in_force: facts.name === in_force,
    };
  });
}

/** What an audit is worth now: without a feed, or with an old one, nothing is known, and since when is said. */
export function worthOf(
  head: AuditHead,
  { began_at, ...terms }: FeedTerms & { readonly began_at: string },
): Pick<OutputOf<"vulnerabilities.list">, "feed" | "unknown_since" | "audited_at"> {
  const feed = feedsOf(head, terms).find(({ in_force }) => in_force) ?? null;
  return { feed, unknown_since: unknownSince(feed, began_at), audited_at: rfc3339(head.audited_at_ms) };
}

function unknownSince(feed: Feed | null, began_at: string): string | null {
  if (feed === null) return began_at;
  return feed.stale ? feed.published_at ?? feed.imported_at : null;
}
