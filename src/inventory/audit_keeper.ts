import type { Finding } from "../contract/mod.ts";
import { removeIfThere } from "../core/absent.ts";
import { placeInFile } from "../core/file_error.ts";
import { messageOf } from "../core/message_of.ts";
import { type Logger, logger } from "../log/mod.ts";
import { auditFingerprint, type AuditHead, readAuditHead, readFindings } from "./audit_file.ts";
import type { InventoryWorker } from "./worker_link.ts";

/** What {@link createAuditKeeper} takes. */
export interface AuditKeeperOptions {
  /** Where the host's files are. */
  readonly root: string;
  /** Folder of the feeds. */
  readonly feeds: string;
  /** File of the audit. */
  readonly path: string;
  /** Where it is while the other one cannot be written. */
  readonly spare: string;
  readonly worker: InventoryWorker;
}

/** Keeps the last audit, that of the run before at first. */
export interface AuditKeeper extends Disposable {
  /** What the last audit says of itself; null before the first. */
  head(): AuditHead | null;
  /** Audits anew where packages or feeds have changed. Fails as the worker does. */
  renew(signal: AbortSignal): Promise<void>;
  /** The findings of the last audit. Fails with AuditDamageError. */
  findings(of: AuditHead): AsyncIterable<Finding>;
  /** An audit turned out to be damaged: the next renewal makes it anew. */
  discard(of: AuditHead, reason: string): void;
}

/** Has none before the first renewal. */
export function createAuditKeeper({ root, feeds, path, spare, worker }: AuditKeeperOptions): AuditKeeper {
  const log = logger("inventory");
  let head: AuditHead | null = null;
  let kept_at = path;
  let is_kept_whole = true;
  return {
    head: () => head,
    renew: async (signal) => {
      if (is_kept_whole) head ??= await readKept(path, log);
      if (head?.fingerprint === await auditFingerprint(root, feeds)) return;
      const made = await worker.ask("audit", { root, feeds, paths: [path, spare] }, { signal });
      [head, kept_at, is_kept_whole] = [made.head, made.path, true];
      for (const { file, line, reason } of head.problems) {
        const place = placeInFile(file, line);
        log.warn("Cannot read {place}, the other files count: {reason}", { place, reason });
      }
      if (made.reason === null) removeIfThere(spare);
      else log.warn("The audit is kept in memory only: {reason}", { reason: made.reason });
    },
    findings: (of) => readFindings(kept_at, of),
    discard: (of, reason) => {
      if (head !== of) return;
      log.warn("The audit is made anew: {reason}", { reason });
      [head, is_kept_whole] = [null, false];
    },
    [Symbol.dispose]: () => removeIfThere(spare),
  };
}

/** What the audit of the last run says of itself; null where there is none, or one that is damaged. */
async function readKept(path: string, log: Logger): Promise<AuditHead | null> {
  try {
    return await readAuditHead(path);
  } catch (error) {
    log.warn("The audit is made anew: {reason}", { reason: messageOf(error) });
    return null;
  }
}
