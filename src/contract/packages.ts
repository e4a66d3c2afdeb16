import { z } from "zod";
import { bytes, nothing, page, paging, time } from "./common.ts";
import { defineOperation } from "./operation.ts";

/** Names that packages may have; safe in a path and as an argument. */
const name = z.string().min(1).max(255).regex(/^(?!.*\.\.)[A-Za-z0-9_+@][A-Za-z0-9_+.@/-]*$/)
  .describe("Letters, digits and -_+.@/, not beginning with - . or /, without ..");

/** A package in a list: one for each name and architecture. */
export const packageSummary = z.object({
  name: z.string().describe("Its name"),
  architecture: z.string().describe("Its architecture"),
  version: z.string().describe("The installed one, else the one that would be installed"),
  description: z.string().describe("One line"),
  source: z.string().describe("Package manager: debian, arch"),
  installed: z.boolean().describe("Whether it is"),
  manual: z.boolean().describe("Installed because somebody asked for it"),
  upgradable: z.boolean().describe("A newer version would be installed"),
}).meta({ id: "PackageSummary" });
export type PackageSummary = z.infer<typeof packageSummary>;

/** A package with all that is known of it. */
export const packageInfo = packageSummary.extend({
  installed_version: z.string().nullable().describe("null: it is not installed"),
  candidate_version: z.string().nullable().describe("What an installation or upgrade would bring"),
  section: z.string().describe("Of the archive"),
  origin: z.string().describe("Who offers it; empty where nobody does"),
  source_name: z.string().describe("The package it was built from"),
  source_version: z.string().describe("Of the source package"),
  installed_bytes: bytes.nullable().describe("On disk, bytes; null where nobody says"),
  download_bytes: bytes.nullable().describe("To download, bytes; null where nobody says"),
  held: z.boolean().describe("Upgrades leave it as it is"),
  depends: z.array(z.string()).describe("What it cannot be without; alternatives joined by ' | '"),
  tags: z.array(z.string()).describe("What it is and does, in the archive's own terms"),
  architectures: z.array(z.string()).describe("Every architecture there is a package of this name for"),
}).meta({ id: "PackageInfo" });
export type PackageInfo = z.infer<typeof packageInfo>;

/** How many packages there are. */
export const packageCounts = z.object({
  total: z.int().describe("Installed or on offer, each architecture on its own"),
  installed: z.int().describe("Installed packages"),
  explicit: z.int().describe("Installed because somebody asked for them"),
  updates: z.int().describe("Installed ones of which there is a newer version"),
}).meta({ id: "PackageCounts" });

/** How the inventory is. */
export const packageStatus = packageCounts.extend({
  sources: z.array(z.string()).describe("Package managers of this host"),
  built_at: time.nullable().describe("When the index was built; null before the first time"),
  checked_at: time.nullable().describe("When it was last compared with the files it was built from"),
  stale_since: time.nullable().describe("Since when it is older than those files and cannot be built anew"),
  message: z.string().nullable().describe("Why it cannot"),
  problems: z.array(z.object({
    file: z.string(),
    line: z.int().describe("From 1; 0: the whole file"),
    reason: z.string(),
  })).describe("Files that could not be read and are left out"),
}).meta({ id: "PackageStatus" });

const errors = ["NOT_READY", "UNAVAILABLE"] as const;

/** `packages.search` */
export const packagesSearch = defineOperation({
  name: "packages.search",
  kind: "query",
  summary: "Packages whose name or description has every word, the best first, then words near them",
  input: z.strictObject({
    q: z.string().min(1).max(500).describe("Words, in any case; at most 500 bytes and 16 words"),
    ...paging,
  }),
  output: page(packageSummary).extend({ total: z.int().describe("Packages that fit") }),
  errors,
  scope: "read",
  http: { method: "GET", path: "/v1/packages" },
});

/** `packages.suggest` */
export const packagesSuggest = defineOperation({
  name: "packages.suggest",
  kind: "query",
  summary: "Names of packages that begin so, the shortest first",
  input: z.strictObject({ prefix: name, limit: z.int().min(1).max(100).default(10) }),
  output: z.object({ items: z.array(z.string()) }),
  errors,
  scope: "read",
  http: { method: "GET", path: "/v1/packages/suggest" },
});

/** `packages.explicit` */
export const packagesExplicit = defineOperation({
  name: "packages.explicit",
  kind: "query",
  summary: "Packages that are installed because somebody asked for them, by name",
  input: z.strictObject(paging),
  output: page(packageSummary).extend({ total: z.int() }),
  errors,
  scope: "read",
  http: { method: "GET", path: "/v1/packages/explicit" },
});

/** `packages.count` */
export const packagesCount = defineOperation({
  name: "packages.count",
  kind: "query",
  summary: "How many packages there are",
  input: nothing,
  output: packageCounts,
  errors,
  scope: "read",
  http: { method: "GET", path: "/v1/packages/count" },
});

/** `packages.status` */
export const packagesStatus = defineOperation({
  name: "packages.status",
  kind: "query",
  summary: "How fresh the inventory is, and how many packages there are",
  input: nothing,
  output: packageStatus,
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/packages/status" },
});

/** `packages.info`; its path takes any name, so it stands after every other below /v1/packages. */
export const packagesInfo = defineOperation({
  name: "packages.info",
  kind: "query",
  summary: "One package: versions, sizes, origin, dependencies, tags",
  input: z.strictObject({
    name,
    architecture: z.string().min(1).max(64).optional()
      .describe("The installed one, else the machine's own, when not given"),
  }),
  output: packageInfo,
  errors: ["NOT_FOUND", ...errors],
  scope: "read",
  http: { method: "GET", path: "/v1/packages/{name}" },
});

/** `cache.stats` */
export const cacheStats = defineOperation({
  name: "cache.stats",
  kind: "query",
  summary: "How the cache of search results is used",
  input: nothing,
  output: z.object({
    entries: z.int(),
    max_entries: z.int(),
    ttl_seconds: z.number().describe("A result is kept this long, and never longer than its index"),
    hits: z.int(),
    misses: z.int(),
  }),
  errors: [],
  scope: "read",
  http: { method: "GET", path: "/v1/cache" },
});

/** `cache.clear` */
export const cacheClear = defineOperation({
  name: "cache.clear",
  kind: "action",
  summary: "Forgets cached search results",
  input: nothing,
  output: z.object({ cleared: z.int().describe("Results forgotten") }),
  errors: [],
  scope: "control",
  http: { method: "POST", path: "/v1/cache/clear" },
});
