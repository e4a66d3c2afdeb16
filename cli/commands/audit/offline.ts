import { auditFolder } from "../../../src/inventory/offline.ts";
import type { Context } from "../../command.ts";
import type { AuditReport } from "../../text/audit.ts";
import { UsageError } from "../../usage_error.ts";

/** What is audited and by which feed. */
export interface OfflineOptions {
  readonly root: string | undefined;
  readonly admindir: string | undefined;
  readonly feed: string | undefined;
  readonly suite: string | undefined;
}

/** How old a feed may be to say that something is safe: as the daemon's own standard setting. */
const STALE_AFTER_SECONDS = 259_200;

/** Audits a folder without a daemon. Throws UsageError where options are missing or contradict each other. */
export async function offlineReport(
  { root, admindir, feed: path, suite }: OfflineOptions,
  context: Context,
): Promise<AuditReport> {
  const folder = root ?? admindir;
  if (folder === undefined) throw wrong("--feed and --suite go with --root or --admindir");
  if (root !== undefined && admindir !== undefined) throw wrong("give --root or --admindir, not both");
  if (path === undefined) throw wrong("--feed is missing: without a daemon nobody else has one");
  if (root === undefined && suite === undefined) throw wrong("--suite is missing: a database does not tell");
  const { findings, feed: { taken_at_ms, imported_at_ms, ...facts } } = await auditFolder({
    root: folder,
    is_admin_dir: root === undefined,
    feed: path,
    suite: suite ?? null,
  });
  const age_seconds = Math.max(0, Math.floor((context.wall() - taken_at_ms) / 1000));
  const stale = age_seconds > STALE_AFTER_SECONDS;
  const published_at = new Date(taken_at_ms).toISOString();
  const imported_at = new Date(imported_at_ms).toISOString();
  return {
    findings: [...findings],
    feed: { ...facts, imported_at, published_at, age_seconds, stale, in_force: true },
    unknown_since: stale ? published_at : null,
  };
}

function wrong(state: string): UsageError {
  return new UsageError(`Cannot audit: ${state}`, "audit");
}
