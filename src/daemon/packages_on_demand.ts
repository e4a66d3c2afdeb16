import type { OutputOf, Subsystem } from "../contract/mod.ts";
import { loadOnce } from "../core/load_once.ts";
import type { Packages } from "../inventory/mod.ts";
import type { Parts } from "../operations/mod.ts";
import type { Check } from "./checks.ts";
import type { FeedImports } from "./feed_imports.ts";
import type { PackagePartsOptions } from "./package_parts.ts";

/** What the daemon sees of the parts that know packages. */
export interface PackagesOnDemand extends Disposable {
  readonly packages: Parts["packages"];
  readonly vulnerabilities: Parts["vulnerabilities"];
  readonly takeFeed: FeedImports["take"];
  /** What the checks have found; null before the first one. */
  found(): ReturnType<Packages["found"]>;
  state(): Subsystem;
  /** Results of searches that are kept; null where nothing was asked yet. */
  cacheStats(): OutputOf<"cache.stats"> | null;
  /** What they look at every 5 minutes. */
  readonly checks: readonly Check[];
}

/**
 * The parts that know packages, loaded with the first check or question: they are the largest of the daemon, and
 * nobody waits for them at its start.
 */
export function packagesOnDemand(options: PackagePartsOptions): PackagesOnDemand {
  const parts = loadOnce(async () => (await import("./package_parts.ts")).createPackageParts(options));
  const packages = async () => (await parts.get()).packages;
  const vulnerabilities = async () => (await parts.get()).vulnerabilities;
  const imports = async () => (await parts.get()).feed_imports;
  const { enabled } = options.config().inventory;
  const not_loaded: Subsystem = {
    name: "inventory",
    state: enabled ? "starting" : "off",
    restarts: 0,
    last_heartbeat_at: null,
    heap_bytes: null,
    message: null,
  };
  return {
    packages: {
      search: async (query) => (await packages()).search(query),
      suggest: async (query) => (await packages()).suggest(query),
      explicit: async (query) => (await packages()).explicit(query),
      info: async (query) => (await packages()).info(query),
      count: async () => (await packages()).count(),
      updates: async (query) => (await packages()).updates(query),
      conflicts: async () => (await packages()).conflicts(),
      why: async (query, call) => (await packages()).why(query, call),
      history: async (query, call) => (await packages()).history(query, call),
      status: async () => (await packages()).status(),
      cache: {
        stats: async () => (await packages()).cache.stats(),
        clear: async () => (await packages()).cache.clear(),
      },
    },
    vulnerabilities: {
      list: async (query) => (await vulnerabilities()).list(query),
      summary: async () => (await vulnerabilities()).summary(),
      feeds: async () => (await vulnerabilities()).feeds(),
      importFeed: async (feed) => (await imports()).start(feed),
    },
    takeFeed: async (job, chunks) => await (await imports()).take(job, chunks),
    found: () => parts.loaded()?.packages.found() ?? null,
    cacheStats: () => parts.loaded()?.packages.cache.stats() ?? null,
    state: () => parts.loaded()?.inventory.state() ?? not_loaded,
    checks: enabled
      ? [
        { name: "inventory", run: async (signal) => await (await parts.get()).inventory.check(signal) },
        {
          name: "vulnerabilities",
          run: async (signal) => await (await parts.get()).vulnerabilities.check(signal),
        },
      ]
      : [],
    [Symbol.dispose]: () => parts.loaded()?.[Symbol.dispose](),
  };
}
