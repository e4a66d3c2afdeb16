import type { InputOf, OutputOf } from "../contract/wire.ts";
import type { PutAt } from "../core/first_path.ts";
import type { LinkProtocol } from "../core/worker_protocol.ts";
import type { AuditHead } from "./audit_file.ts";
import type { Finding } from "../security/mod.ts";
import type { FeedFacts } from "./feed_files.ts";
import type { IndexInfo } from "../packages/index/mod.ts";
import type { HistoryQuery, PackageHistory } from "../packages/history/mod.ts";
import type { Examination, ExaminedHost, Why } from "../packages/mod.ts";

/** The host whose packages are meant. */
export interface InventoryHost {
  /** `/`, or the folder of another host's files. */
  readonly root: string;
  /** The folder is what was `/var/lib/dpkg` of a host; nothing else of it is there. @default {false} */
  readonly is_admin_dir?: boolean;
}

/** A package of a host: `NAME`, or `NAME:ARCHITECTURE`. */
export interface PackageQuery extends InventoryHost {
  readonly name: string;
}

/** What of the logs of a host's package managers is wanted. */
export interface HistoryInput extends InventoryHost {
  readonly query: HistoryQuery;
}

/** Words to look for in a folder's packages. */
export interface SearchInput extends InventoryHost {
  readonly query: InputOf<"packages.search">;
}

/** A package of a folder with all that is known of it. */
export interface InfoInput extends InventoryHost {
  readonly query: InputOf<"packages.info">;
}

/** What an index is built from and where it goes. */
export interface BuildInput extends InventoryHost {
  /** Paths of the index: the first that can be written. Nothing else is touched but the draft beside it. */
  readonly paths: readonly string[];
}

/** An index that was built. */
export interface Built extends IndexInfo {
  /** Where it is. */
  readonly path: string;
  /** Why it is not at the first of the paths; null where it is. */
  readonly reason: string | null;
}

/** What an audit is made from and where it goes. */
export interface AuditInput extends InventoryHost {
  /** The folder of feeds. */
  readonly feeds: string;
  /** Paths of the audit: the first that can be written. Nothing else is touched but the draft beside it. */
  readonly paths: readonly string[];
}

/** An audit that was made, and where it is. */
export interface Audit extends PutAt {
  readonly head: AuditHead;
}

/** A folder that is audited by one feed, without a daemon. */
export interface FolderAuditInput extends InventoryHost {
  /** Path of the feed. */
  readonly feed: string;
  /** The release, by any of its names; null: the one that the folder says it is. */
  readonly suite: string | null;
}

/** What of a folder is vulnerable. */
export interface FolderAudit {
  /** By package and id; what does not affect the folder's version is among them. */
  readonly findings: readonly Finding[];
  readonly feed: FeedFacts;
}

/** A file that may be a feed. */
export interface CheckFeedInput extends InventoryHost {
  readonly path: string;
  /** What it is called in errors. */
  readonly name: string;
}

/** What the inventory's worker is asked. */
export interface InventoryProtocol extends LinkProtocol {
  readonly calls: {
    /** Reads all packages and puts a new index in place. */
    readonly build: { readonly input: BuildInput; readonly output: Built };
    /** Looks for updates, conflicts and signs of a reboot. */
    readonly examine: { readonly input: InventoryHost & ExaminedHost; readonly output: Examination };
    /** Why a package is installed; null where dpkg has none of that name. */
    readonly why: { readonly input: PackageQuery; readonly output: Why | null };
    /** What was done to packages, by the logs. */
    readonly history: { readonly input: HistoryInput; readonly output: PackageHistory };
    /** Reads all packages and searches them; null where there is no package manager. */
    readonly search: { readonly input: SearchInput; readonly output: OutputOf<"packages.search"> | null };
    /** Reads all packages and shows one; null where there is no package manager. Fails with NOT_FOUND. */
    readonly info: { readonly input: InfoInput; readonly output: OutputOf<"packages.info"> | null };
    /** Reads what is installed and the feeds, and puts a new audit in place. */
    readonly audit: { readonly input: AuditInput; readonly output: Audit };
    /** Reads a file as a feed for this host. Fails with FEED_INVALID. */
    readonly checkFeed: { readonly input: CheckFeedInput; readonly output: FeedFacts };
    /** Matches what a folder has with a feed. Fails with FEED_INVALID, and NOT_FOUND where the two do not fit. */
    readonly auditFolder: { readonly input: FolderAuditInput; readonly output: FolderAudit };
  };
  readonly events: Record<never, never>;
}
