import { z } from "zod";
import { bytes, nothing, page, paging, time } from "./common.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** Names that packages may have; safe in a path and as an argument. */
export const packageName = once(() =>
  z.string().min(1).max(255).regex(/^(?!.*\.\.)[A-Za-z0-9_+@][A-Za-z0-9_+.@/-]*$/)
    .describe("Letters, digits and -_+.@/, not beginning with - . or /, without ..")
);

/** A package in a list: one for each name and architecture. */
export const packageSummary = once(() =>
  z.object({
    name: z.string().describe("Its name"),
    architecture: z.string().describe("Its architecture"),
    version: z.string().describe("The installed one, else the one that would be installed"),
    description: z.string().describe("One line"),
    source: z.string().describe("Package manager: debian, arch"),
    installed: z.boolean().describe("Whether it is"),
    manual: z.boolean().describe("Installed because somebody asked for it"),
    upgradable: z.boolean().describe("A newer version would be installed"),
  }).meta({ id: "PackageSummary" })
);
export type PackageSummary = Infer<typeof packageSummary>;

/** A package with all that is known of it. */
export const packageInfo = once(() =>
  packageSummary().extend({
    installed_version: z.string().nullable().describe("null: it is not installed"),
    candidate_version: z.string().nullable().describe("What an installation or upgrade would bring"),
    section: z.string().describe("Of the archive; for an installed package as dpkg has it"),
    origin: z.string().describe("Who offers it; empty where nobody does"),
    source_name: z.string().describe("The package it was built from"),
    source_version: z.string().describe("Of the source package"),
    installed_bytes: bytes().nullable().describe("On disk, bytes; null where nobody says"),
    download_bytes: bytes().nullable().describe("To download, bytes; null where nobody says"),
    held: z.boolean().describe("Upgrades leave it as it is"),
    depends: z.array(z.string()).describe("What it cannot be without; alternatives joined by ' | '"),
    tags: z.array(z.string()).describe("What it is and does, in the archive's own terms"),
    architectures: z.array(z.string()).describe("Every architecture there is a package of this name for"),
  }).meta({ id: "PackageInfo" })
);
export type PackageInfo = Infer<typeof packageInfo>;

/** How many packages there are. */
export const packageCounts = once(() =>
  z.object({
    total: z.int().describe("Installed or on offer, each architecture on its own"),
    installed: z.int().describe("Installed packages"),
    explicit: z.int().describe("Installed because somebody asked for them"),
    updates: z.int().describe(
      "Installed ones that apt or pacman would upgrade, as packages.updates has them",
    ),
  }).meta({ id: "PackageCounts" })
);

/** A file of a package manager that could not be read. */
export const packageProblem = once(() =>
  z.object({
    file: z.string().describe("Path on the host"),
    line: z.int().describe("From 1; 0: the whole file"),
    reason: z.string().describe("What is wrong with it"),
  }).meta({ id: "PackageProblem" })
);

const count = (what: string) =>
  z.int().nullable().describe(`${what}; null before the first index, without a package manager or inventory`);

/** How the inventory is. */
export const packageStatus = once(() =>
  z.object({
    total: count("Installed or on offer"),
    installed: count("Installed packages"),
    explicit: count("Installed because somebody asked for them"),
    updates: count("Installed ones that apt or pacman would upgrade"),
    orphans: z.int().nullable().describe(
      "Packages that nothing needs any more, as apt-get autoremove or pacman -Qdt tells; null where nobody tells",
    ),
    vulnerabilities: z.int().nullable().describe("Known ones; null where there is no feed, or an old one"),
    runtimes: z.record(z.string(), z.string().nullable()).nullable().describe(
      "Active version of each language, as of the last runtimes.list; null before the first",
    ),
    sources: z.array(z.string()).describe("Package managers of this host"),
    built_at: time().nullable().describe("When the index was built; null before the first time"),
    checked_at: time().nullable().describe("When it was last compared with the files it was built from"),
    stale_since: time().nullable().describe(
      "Since when it is older than those files and cannot be built anew",
    ),
    message: z.string().nullable().describe("Why it cannot"),
    problems: z.array(packageProblem()).describe("Files that could not be read and are left out"),
  }).meta({ id: "PackageStatus" })
);

/** A relation of an installed package that does not hold. */
export const packageConflict = once(() =>
  z.object({
    package: z.string().describe("Its name, with the architecture where that is not the machine's"),
    relation: z.enum(["Pre-Depends", "Depends", "Conflicts", "Breaks"]).describe("The field that has it"),
    wants: z.string().describe("What it asks for, or what must not be there"),
  }).meta({ id: "PackageConflict" })
);

/** A package that its manager has not finished with, or whose files it has lost. */
export const packageFault = once(() =>
  z.object({
    package: z.string().describe("Its name, with the architecture where that is not the machine's"),
    state: z.enum([
      "reinstreq",
      "half-installed",
      "unpacked",
      "half-configured",
      "triggers-awaited",
      "triggers-pending",
      "missing-list",
      "missing-md5sums",
      "missing-architecture",
      "illegal-architecture",
      "unknown-architecture",
      "missing-description",
      "damaged-description",
    ]).describe("What dpkg or pacman complains of"),
  }).meta({ id: "PackageFault" })
);

/** One step of the chain that keeps a package installed. */
export const whyStep = once(() =>
  z.object({
    package: z.string().describe("A package that is installed"),
    relation: z.enum(["Pre-Depends", "Depends", "Recommends", "Suggests", "Optional"]).describe(
      "How it wants the next one; Optional is pacman's",
    ),
    wants: z.string().describe("What it asks for; the next package of the chain, or the last, gives it"),
  }).meta({ id: "WhyStep" })
);

const errors = ["NOT_READY", "UNAVAILABLE"] as const;

/** `packages.search` */
export const packagesSearch = defineOperation({
  name: "packages.search",
  kind: "query",
  summary: "Packages whose name or description has every word, the best first, then words near them",
  input: once(() =>
    z.strictObject({
      q: z.string().min(1).max(500).describe("Words, in any case; at most 500 bytes and 16 words"),
      ...paging(),
    })
  ),
  output: once(() => page(packageSummary()).extend({ total: z.int().describe("Packages that fit") })),
  errors,
  scope: "read",
  http: { method: "GET", path: "/v1/packages" },
});

/** `packages.suggest` */
export const packagesSuggest = defineOperation({
  name: "packages.suggest",
  kind: "query",
  summary: "Names of packages that begin so, the shortest first",
  input: once(() => z.strictObject({ prefix: packageName(), limit: z.int().min(1).max(100).default(10) })),
  output: once(() => z.object({ items: z.array(z.string()) })),
  errors,
  scope: "read",
  http: { method: "GET", path: "/v1/packages/suggest" },
});

/** `packages.explicit` */
export const packagesExplicit = defineOperation({
  name: "packages.explicit",
  kind: "query",
  summary: "Packages that are installed because somebody asked for them, by name",
  input: once(() => z.strictObject(paging())),
  output: once(() => page(packageSummary()).extend({ total: z.int() })),
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

/** `packages.conflicts` */
export const packagesConflicts = defineOperation({
  name: "packages.conflicts",
  kind: "query",
  summary: "What is wrong with the installed packages",
  input: nothing,
  output: once(() =>
    z.object({
      direct: z.array(packageConflict()).describe("Relations that do not hold, as apt-get check tells"),
      states: z.array(packageFault()).describe(
        "Packages that are not whole, as dpkg --audit and pacman -Dk tell",
      ),
      transitive: z.array(z.string()).describe("Packages that do not work because of these, near or far"),
    })
  ),
  errors,
  scope: "read",
  http: { method: "GET", path: "/v1/packages/conflicts" },
});

/** `packages.why` */
export const packagesWhy = defineOperation({
  name: "packages.why",
  kind: "query",
  summary: "The shortest chain that keeps a package installed",
  input: once(() =>
    z.strictObject({
      name: packageName(),
      architecture: z.string().min(1).max(64).optional().describe("The machine's own, when not given"),
    })
  ),
  output: once(() =>
    z.object({
      package: z.string().describe("Its name, with the architecture where that is not the machine's"),
      reason: z.enum(["manual", "essential", "needed", "none"]).describe(
        "manual: somebody asked for it; essential: no system is without it; needed: by the chain; none: by nothing",
      ),
      chain: z.array(whyStep()).describe(
        "From one that somebody asked for to the one that wants this package",
      ),
    })
  ),
  errors: ["NOT_FOUND", ...errors],
  scope: "read",
  http: { method: "GET", path: "/v1/packages/{name}/why" },
});

/** `packages.info`; its path takes any name, so it stands after every other below /v1/packages. */
export const packagesInfo = defineOperation({
  name: "packages.info",
  kind: "query",
  summary: "One package: versions, sizes, origin, dependencies, tags",
  input: once(() =>
    z.strictObject({
      name: packageName(),
      architecture: z.string().min(1).max(64).optional()
        .describe("The installed one, else the machine's own, when not given"),
    })
  ),
  output: packageInfo,
  errors: ["NOT_FOUND", ...errors],
  scope: "read",
  http: { method: "GET", path: "/v1/packages/{name}" },
});
