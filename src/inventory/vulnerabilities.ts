import { CortexError, type Finding, type OutputOf, type ParsedInputOf } from "../contract/mod.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import { messageOf } from "../core/message_of.ts";
import { logger } from "../log/mod.ts";
import { AuditDamageError, type AuditHead } from "./audit_file.ts";
import { createAuditKeeper } from "./audit_keeper.ts";
import { feedsOf, worthOf } from "./feed_worth.ts";
import { pageOf } from "./findings_page.ts";
import type { Inventory } from "./inventory.ts";
import { feedsFolder, indexFolder, spareFolder } from "./permissions.ts";
import type { InventoryWorker } from "./worker_link.ts";

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

/** Knows nothing before its first check. */
export function createVulnerabilities(options: VulnerabilitiesOptions): Vulnerabilities {
  const { enabled, worker, state_dir, clock } = options;
  const log = logger("inventory");
  const keeper = createAuditKeeper({
    root: options.host_root === "" ? "/" : options.host_root,
    feeds: feedsFolder(state_dir),
    path: `${indexFolder(state_dir)}/audit`,
    spare: `${spareFolder(options.socket_dir)}/audit`,
    worker,
  });
  const life = new AbortController();
  const began_at = rfc3339(clock.wall());
  let reason: string | null = null;

  const told = (): AuditHead => keeper.head() ?? nothing();
  const nothing = (): never => {
    if (reason === null) options.inventory.nothing();
    throw new CortexError("UNAVAILABLE", `Cannot tell what is vulnerable: ${reason}`);
  };
  const terms = () => ({ now_ms: clock.wall(), stale_after_ms: options.stale_after_ms(), began_at });
  const summaryOf = (known: AuditHead): OutputOf<"vulnerabilities.summary"> => ({
    ...known.summary,
    ...worthOf(known, terms()),
  });

  const check = async (signal: AbortSignal): Promise<void> => {
    if (!enabled) return;
    try {
      await keeper.renew(signal);
      reason = null;
    } catch (error) {
      if (signal.aborted) return;
      const said = messageOf(error);
      if (said !== reason) log.error("Cannot audit the packages: {reason}", { reason: said });
      reason = said;
    }
    const head = keeper.head();
    if (head !== null) options.onAudit({ summary: summaryOf(head), fixable: head.fixable });
  };

  return {
    check,
    list: async (query) => {
      const page = async (known: AuditHead) => ({
        ...await pageOf(keeper.findings(known), query),
        ...worthOf(known, terms()),
      });
      const known = told();
      try {
        return await page(known);
      } catch (error) {
        if (!(error instanceof AuditDamageError)) throw error;
        keeper.discard(known, error.message);
        await check(life.signal);
        return await page(told());
      }
    },
    summary: () => summaryOf(told()),
    known: () => {
      const head = keeper.head();
      return head === null ? null : summaryOf(head);
    },
    feeds: () => {
      const head = told();
      return {
        items: feedsOf(head, terms()),
        problems: [...head.problems],
        audited_at: rfc3339(head.audited_at_ms),
      };
    },
    [Symbol.dispose]: () => {
      life.abort();
      keeper[Symbol.dispose]();
    },
  };
}
