import type { FolderAudit, FolderAuditInput } from "./protocol.ts";
import { realPath } from "../core/real_path.ts";
import { createInventoryWorker } from "./worker_link.ts";

/**
 * The vulnerabilities of an unpacked image, or of a saved database of dpkg, found by a worker that may read that folder
 * and the feed and nothing else. Fails with NOT_FOUND where one of the two is not there, UNAVAILABLE for a database
 * that is damaged, FEED_INVALID for a feed that is.
 */
export async function auditFolder(input: FolderAuditInput): Promise<FolderAudit> {
  const root = realPath(input.root, "folder");
  const feed = realPath(input.feed, "feed");
  const worker = createInventoryWorker({ read: [root, feed] });
  return await worker.ask("auditFolder", { ...input, root, feed });
}
