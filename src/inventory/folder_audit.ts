import { CortexError } from "../contract/wire.ts";
import type { FolderAudit, FolderAuditInput } from "./protocol.ts";
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

function realPath(path: string, what: "folder" | "feed"): string {
  try {
    const real = Deno.realPathSync(path);
    const { isDirectory, isFile } = Deno.statSync(real);
    if (what === "folder" ? isDirectory : isFile) return real;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory)) throw error;
  }
  throw new CortexError("NOT_FOUND", `Cannot read the ${what} "${path}": it is not there; name another`);
}
