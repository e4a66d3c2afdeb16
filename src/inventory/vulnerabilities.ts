import { CortexError, type Feed, type Finding, type OutputOf, type ParsedInputOf } from "../contract/mod.ts";
import { removeIfThere } from "../core/absent.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import { placeInFile } from "../core/file_error.ts";
import { decodeCursor, encodeCursor } from "../core/keyset.ts";
import { type Logger, logger } from "../log/mod.ts";
import {
  AuditDamageError,
  auditFingerprint,
  type AuditHead,
  readAuditHead,
  readFindings,
} from "./audit_file.ts";
import type { FeedFacts } from "./feed_files.ts";
import type { Inventory } from "./inventory.ts";
import { feedsFolder, indexFolder, spareFolder } from "./permissions.ts";
import type { InventoryWorker } from "./worker_link.ts";
import { messageOf } from "../core/message_of.ts";

/** What {@link createVulnerabilities} takes. */
export interface VulnerabilitiesOptions {
  readonly enabled: boolean;
  readonly inventory: Pick<Inventory, "nothing">;
  readonly worker: InventoryWorker;
  /** The daemon's state folder. */
  readonly state_dir: string;
  /** The daemon's folder of sockets, where the audit is while the state folder cannot be written. */
  readonly socket_dir: string;
  /** Where the host's files are; empty for this host. */
  readonly host_root: string;
  readonly clock: Clock;
  /** Age at which a feed says no more that anything is safe, milliseconds; asked each time. */
  stale_after_ms(): number;
  /** Told after each check what is known. */
  onAudit(audited: Audited): void;
}

/** What is known after a check. */
export interface Audited {
  readonly summary: OutputOf<"vulnerabilities.summary">;
  /** Of each severity the first 50 that have a fix. */
  readonly fixable: readonly Finding[];
}

/**
 * What is vulnerable on this host, by the last audit. They fail with NOT_READY before the first, UNAVAILABLE where the
 * inventory is off or cannot audit.
 */
export interface Vulnerabilities extends Disposable {
  /** Audits anew where packages or feeds have changed. Never fails: what is wrong is logged, the last audit counts. */
  check(signal: AbortSignal): Promise<void>;
  /** An audit that turns out to be damaged is made anew first. */
  list(query: ParsedInputOf<"vulnerabilities.list">): Promise<OutputOf<"vulnerabilities.list">>;
  summary(): OutputOf<"vulnerabilities.summary">;
  /** The same; null where the other fails. */
  known(): OutputOf<"vulnerabilities.summary"> | null;
  feeds(): OutputOf<"feeds.list">;
}

/** How a page's place is told apart from that in another list. */
const SORT = "vulnerabilities";

/** A feed's time is told as its publisher's where it is so much before the import, milliseconds. */
const IMPORT_TAKES_MS = 60_000;

/** Knows nothing before its first check. */
export function createVulnerabilities(options: VulnerabilitiesOptions): Vulnerabilities {
  const { enabled, worker, state_dir, clock } = options;
  const log = logger("inventory");
  const root = options.host_root === "" ? "/" : options.host_root;
  const feeds = feedsFolder(state_dir);
  const path = `${indexFolder(state_dir)}/audit`;
  const spare = `${spareFolder(options.socket_dir)}/audit`;
  const life = new AbortController();
  const began_at = rfc3339(clock.wall());
  let kept_at = path;
  let is_kept_whole = true;
  let head: AuditHead | null = null;
  let reason: string | null = null;

  const told = (): AuditHead => head ?? nothing();
  const nothing = (): never => {
    if (reason === null) options.inventory.nothing();
    throw new CortexError("UNAVAILABLE", `Cannot tell what is vulnerable: ${reason}`);
  };
  const feedOf = ({ taken_at_ms, imported_at_ms, ...facts }: FeedFacts): Feed => {
    const age_ms = Math.max(0, clock.wall() - taken_at_ms);
    return {
      ...facts,
      imported_at: rfc3339(imported_at_ms),
      published_at: imported_at_ms - taken_at_ms > IMPORT_TAKES_MS ? rfc3339(taken_at_ms) : null,
      age_seconds: Math.floor(age_ms / 1000),
      stale: age_ms > options.stale_after_ms(),
      in_force: facts.name === head?.in_force,
    };
  };
  const worthOf = ({ feeds, audited_at_ms }: AuditHead) => {
    const feed = feeds.map(feedOf).find(({ in_force }) => in_force) ?? null;
    const unknown_since = feed === null
      ? began_at
      : feed.stale
      ? feed.published_at ?? feed.imported_at
      : null;
    return { feed, unknown_since, audited_at: rfc3339(audited_at_ms) };
  };
  const summaryOf = (known: AuditHead): OutputOf<"vulnerabilities.summary"> => ({
    ...known.summary,
    ...worthOf(known),
  });

  const audit = async (signal: AbortSignal): Promise<void> => {
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
  };

  const check = async (signal: AbortSignal): Promise<void> => {
    if (!enabled) return;
    try {
      await audit(signal);
      reason = null;
    } catch (error) {
      if (signal.aborted) return;
      const said = messageOf(error);
      if (said !== reason) log.error("Cannot audit the packages: {reason}", { reason: said });
      reason = said;
    }
    if (head !== null) options.onAudit({ summary: summaryOf(head), fixable: head.fixable });
  };

  return {
    check,
    list: async (query) => {
      const page = async (known: AuditHead) => ({
        ...await pageOf(readFindings(kept_at, known), query),
        ...worthOf(known),
      });
      const known = told();
      try {
        return await page(known);
      } catch (error) {
        if (!(error instanceof AuditDamageError)) throw error;
        if (head === known) {
          log.warn("The audit is made anew: {reason}", { reason: error.message });
          [head, is_kept_whole] = [null, false];
        }
        await check(life.signal);
        return await page(told());
      }
    },
    summary: () => summaryOf(told()),
    known: () => head === null ? null : summaryOf(head),
    feeds: () => {
      const { feeds, problems, audited_at_ms } = told();
      return { items: feeds.map(feedOf), problems: [...problems], audited_at: rfc3339(audited_at_ms) };
    },
    [Symbol.dispose]: () => {
      life.abort();
      removeIfThere(spare);
    },
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

/** The findings that are asked for, from the place on where the page before ended. */
async function pageOf(
  findings: AsyncIterable<Finding>,
  query: ParsedInputOf<"vulnerabilities.list">,
): Promise<{ items: Finding[]; next_cursor: string | null }> {
  const after = query.cursor === undefined ? "" : String(decodeCursor(SORT, query.cursor).key);
  const items: Finding[] = [];
  for await (const found of findings) {
    if (keyOf(found) <= after || !fits(found, query)) continue;
    const last = items.at(-1);
    if (items.length === query.limit && last !== undefined) {
      return { items, next_cursor: encodeCursor(SORT, { key: keyOf(last), id: 0 }) };
    }
    items.push(found);
  }
  return { items, next_cursor: null };
}

function fits(found: Finding, query: ParsedInputOf<"vulnerabilities.list">): boolean {
  const { fixable, severity, verdict, all } = query;
  return (all || verdict === "not_affected" || found.verdict !== "not_affected") &&
    (fixable === undefined || (found.verdict === "fixable") === fixable) &&
    (severity === undefined || found.severity === severity) &&
    (verdict === undefined || found.verdict === verdict) &&
    (query.id === undefined || found.id === query.id) &&
    (query.package === undefined || found.package === query.package || found.source === query.package);
}

/** Places of the same order as the file's: no name has a space in it. */
function keyOf({ package: name, id, version }: Finding): string {
  return `${name} ${id} ${version}`;
}
