/**
 * Security: which installed packages have known vulnerabilities, by feeds that are files. What counts as
 * vulnerable: a package whose version lies in a range that its own distribution calls affected; where the feed is
 * missing or old, nothing counts as safe.
 * @module
 */
export type { Advisory, FeedFormat } from "./advisory.ts";
export { FeedError } from "./feed_error.ts";
export { readFeed } from "./feeds/read_feed.ts";
export { type Finding, match } from "./match.ts";
export { type AuditSummary, summarize } from "./summary.ts";
export { suiteOf } from "./suites.ts";
export { feedBytes } from "./zip.ts";
