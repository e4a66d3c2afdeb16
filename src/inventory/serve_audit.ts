import { CortexError } from "../contract/wire.ts";
import { systemClock } from "../core/clock.ts";
import type { LinkHandlers } from "../core/serve_link.ts";
import { packageSources } from "../packages/mod.ts";
import { FeedError } from "../security/mod.ts";
import { auditFingerprint, writeAudit } from "./audit_file.ts";
import { auditHost } from "./audit_host.ts";
import { type FeedFacts, feedPath, feedPaths, readFeedFile } from "./feed_files.ts";
import { filesOf } from "./host_files.ts";
import type {
  Audit,
  AuditInput,
  CheckFeedInput,
  FolderAudit,
  FolderAuditInput,
  InventoryProtocol,
} from "./protocol.ts";
import { readSuite } from "./read_suite.ts";
import { told } from "./told.ts";

/** The answers of the inventory's worker on vulnerabilities. */
export const AUDIT_CALLS: Pick<LinkHandlers<InventoryProtocol>, "audit" | "checkFeed" | "auditFolder"> = {
  audit: (input) => told(audit(input)),
  checkFeed: (input) => told(checkFeed(input)),
  auditFolder: (input) => told(auditFolder(input)),
};

async function audit({ feeds, paths, ...host }: AuditInput): Promise<Audit> {
  // Before anything is read: what changes meanwhile makes the audit old at once.
  const fingerprint = await auditFingerprint(host.root, feeds);
  const files = filesOf(host);
  const found = await auditHost(files, feedPaths(feeds), await readSuite(files));
  return writeAudit(paths, { fingerprint, audited_at_ms: systemClock.wall() }, found);
}

async function checkFeed({ path, name, ...host }: CheckFeedInput): Promise<FeedFacts> {
  const files = filesOf(host);
  const { facts, format } = await readFeedFile(feedPath(path, name), await readSuite(files), () => false);
  for (const source of packageSources) {
    if (source.compare === format.compare && await source.present(files)) return facts;
  }
  throw new FeedError(name, 0, "it is about the packages of another distribution");
}

async function auditFolder({ feed: path, suite, ...host }: FolderAuditInput): Promise<FolderAudit> {
  const files = filesOf(host);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const found = await auditHost(files, [feedPath(path, name)], suite ?? await readSuite(files));
  const [feed] = found.feeds;
  if (feed !== undefined && found.in_force !== null) return { findings: found.findings, feed };
  const problem = found.problems.find(({ file }) => file === name);
  if (problem !== undefined) throw new FeedError(name, problem.line, problem.reason);
  throw new CortexError(
    "NOT_FOUND",
    `Cannot audit "${host.root}": it has no packages that the feed is about`,
  );
}
