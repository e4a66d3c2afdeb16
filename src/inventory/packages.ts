import { CortexError, type OutputOf, type ParsedInputOf } from "../contract/mod.ts";
import { type Clock, rfc3339 } from "../core/clock.ts";
import { createResultCache } from "../core/result_cache.ts";
import type { Examination } from "../packages/mod.ts";
import type { FoundRows, IndexInfo, IndexReader } from "../packages/index/mod.ts";
import { conflictsOf } from "./conflicts.ts";
import { historyOf, historyQuery } from "./history.ts";
import type { Inventory } from "./inventory.ts";
import { explicitIn, findIn, infoIn, pageIn, wordsOf } from "./lookups.ts";
import { type Freshness, type ServicesSeen, updatesOf } from "./updates.ts";

/**
 * Bounds of the results of searches; their weight is their rows, and a thousand pages of the usual size fit. Kept as
 * items they would make V8's collections the longest part of every hundredth search.
 */
const CACHE = { max_entries: 1000, max_weight: 50_000, ttl_ms: 300_000 };

/** An answer at once, or later. */
type Later<T> = T | Promise<T>;

/**
 * The operations on packages. They fail with NOT_READY before the first index, UNAVAILABLE where there is none or no
 * manager.
 */
export interface Packages {
  search(query: ParsedInputOf<"packages.search">): Later<OutputOf<"packages.search">>;
  suggest(query: ParsedInputOf<"packages.suggest">): Later<OutputOf<"packages.suggest">>;
  explicit(query: ParsedInputOf<"packages.explicit">): Later<OutputOf<"packages.explicit">>;
  /** Fails with NOT_FOUND, too. */
  info(query: ParsedInputOf<"packages.info">): Later<OutputOf<"packages.info">>;
  count(): OutputOf<"packages.count">;
  updates(query: ParsedInputOf<"packages.updates">): OutputOf<"packages.updates">;
  conflicts(): OutputOf<"packages.conflicts">;
  /** What the last examination found; null before the first one, and where there is no package manager. */
  found(): {
    readonly updates: OutputOf<"packages.updates">;
    /** The packages that do not work, each once. */
    readonly broken: readonly string[];
  } | null;
  /** Reads the database anew. Fails with NOT_FOUND, too. */
  why(
    query: ParsedInputOf<"packages.why">,
    call: { readonly signal: AbortSignal },
  ): Promise<OutputOf<"packages.why">>;
  /** Reads the logs anew. */
  history(
    query: ParsedInputOf<"packages.history">,
    call: { readonly signal: AbortSignal },
  ): Promise<OutputOf<"packages.history">>;
  status(): OutputOf<"packages.status">;
  cache: { stats(): OutputOf<"cache.stats">; clear(): OutputOf<"cache.clear"> };
}

/** What answers are made from. */
export interface PackagesOptions {
  readonly inventory: Inventory;
  readonly clock: Clock;
  /** Release of the kernel that runs; null where it is not known yet. */
  kernel(): string | null;
  /** Whether the host is one within another (chroot(2)). @default it is none */
  inChroot?(): boolean;
  /** What was last seen of the services that run. */
  services(): ServicesSeen;
  /** How many vulnerabilities are known; null where that is not known. */
  vulnerabilities(): number | null;
  /** Runtimes as they were last looked at; null before that. */
  runtimes(): OutputOf<"runtimes.list"> | null;
}

/** Answers from an inventory. */
export function createPackages(options: PackagesOptions): Packages {
  const { inventory, clock } = options;
  const results = createResultCache<FoundRows>(clock, CACHE);
  let cached_from: IndexReader | undefined;

  const search = (reader: IndexReader, { q, limit, cursor }: ParsedInputOf<"packages.search">) => {
    if (reader !== cached_from) {
      results.clear();
      cached_from = reader;
    }
    const words = wordsOf(q);
    const key = JSON.stringify([words, limit, cursor]);
    const known = results.get(key);
    if (known !== undefined) return pageIn(reader, known);
    const found = findIn(reader, words, { limit, cursor });
    results.set(key, found, found.rows.length);
    return pageIn(reader, found);
  };

  const read = <T>(answer: (reader: IndexReader) => T) =>
    inventory.info()?.managers.length === 0 ? noManager() : inventory.read(answer);

  const examined = () => {
    const found = inventory.examination() ?? inventory.nothing();
    return found.managers.length === 0 ? noManager() : found;
  };

  const updates = (found: Examination, security: boolean) =>
    updatesOf(found, {
      security,
      kernel: options.kernel(),
      in_chroot: options.inChroot?.() ?? false,
      services: options.services(),
      now_ms: clock.wall(),
    }, freshnessOf(inventory));

  return {
    search: (query) => read((reader) => search(reader, query)),
    suggest: ({ prefix, limit }) => read((reader) => ({ items: reader.suggest(prefix, limit) })),
    explicit: (query) => read((reader) => explicitIn(reader, query)),
    info: (query) => read((reader) => infoIn(reader, query)),
    count: () => countsOf(inventory.info() ?? inventory.nothing(), inventory.examination()),
    updates: ({ security }) => updates(examined(), security),
    conflicts: () => conflictsOf(examined()),
    found: () => {
      const found = inventory.examination();
      return found === null || found.managers.length === 0
        ? null
        : { updates: updates(found, false), broken: found.conflicts.broken };
    },
    why: async ({ name, architecture }, { signal }) => {
      const found = await inventory.why(
        architecture === undefined ? name : `${name}:${architecture}`,
        signal,
      );
      return found === null ? notInstalled(name) : { ...found, chain: [...found.chain] };
    },
    history: async (query, { signal }) => historyOf(await inventory.history(historyQuery(query), signal)),
    status: () => ({
      ...knownCounts(inventory),
      orphans: inventory.examination()?.orphans?.length ?? null,
      vulnerabilities: options.vulnerabilities(),
      runtimes: activeVersions(options.runtimes()),
      ...indexFacts(inventory),
    }),
    cache: { stats: results.stats, clear: () => ({ cleared: results.clear() }) },
  };
}

/** The index does not tell apart builds of one version, of which apt may offer another one: an examination does. */
function countsOf(
  { packages: total, installed, explicit, updates }: IndexInfo,
  examination: Examination | null,
): OutputOf<"packages.count"> {
  return { total, installed, explicit, updates: examination?.updates.length ?? updates };
}

/** Without an index, or a package manager, none is known. */
function knownCounts(inventory: Inventory) {
  const info = inventory.info();
  if (info === null || info.managers.length === 0) {
    return { total: null, installed: null, explicit: null, updates: null };
  }
  return countsOf(info, inventory.examination());
}

/** What the index says of itself, and how fresh it is. */
function indexFacts(inventory: Inventory) {
  const info = inventory.info();
  return {
    sources: [...info?.managers ?? []],
    built_at: timeOf(info?.built_at_ms ?? null),
    ...freshnessOf(inventory),
    problems: [...info?.problems ?? []],
  };
}

function activeVersions(
  runtimes: OutputOf<"runtimes.list"> | null,
): OutputOf<"packages.status">["runtimes"] {
  if (runtimes === null) return null;
  const active = runtimes.items.filter((one) => one.active);
  return Object.fromEntries(active.map(({ runtime, version }) => [runtime, version]));
}

function freshnessOf(inventory: Inventory): Freshness {
  const { checked_at_ms, stale_since_ms } = inventory.age();
  const { message } = inventory.state();
  return { checked_at: timeOf(checked_at_ms), stale_since: timeOf(stale_since_ms), message };
}

function timeOf(at_ms: number | null): string | null {
  return at_ms === null ? null : rfc3339(at_ms);
}

function noManager(): never {
  throw new CortexError(
    "UNAVAILABLE",
    "Cannot look at packages: this host has neither dpkg's nor pacman's database",
  );
}

function notInstalled(name: string): never {
  throw new CortexError(
    "NOT_FOUND",
    `Cannot tell why "${name}" is installed: no package manager has such a package; search finds its name`,
  );
}
