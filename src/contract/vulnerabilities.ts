import { z } from "zod";
import { bytes, nothing, page, paging, time } from "./common.ts";
import { job } from "./jobs.ts";
import { type Infer, once } from "./once.ts";
import { defineOperation } from "./operation.ts";

/** How a package stands to a vulnerability. */
export const VERDICTS = [
  "fixable",
  "unfixed",
  "undetermined",
  "unimportant",
  "ignored",
  "not_affected",
] as const;
/** How a package stands to a vulnerability. */
export const verdict = once(() =>
  z.enum(VERDICTS).meta({
    id: "Verdict",
    description:
      "How a package stands to a vulnerability; unfixed: it is vulnerable, and there is no fix yet",
  })
);
export type Verdict = Infer<typeof verdict>;

/** How bad a vulnerability is, by its distribution. */
export const VULNERABILITY_SEVERITIES = ["critical", "high", "medium", "low", "unknown"] as const;
/** How bad a vulnerability is, by its distribution. */
export const vulnerabilitySeverity = once(() =>
  z.enum(VULNERABILITY_SEVERITIES).meta({
    id: "VulnerabilitySeverity",
    description: "How bad a vulnerability is, by its distribution, in falling order",
  })
);
export type VulnerabilitySeverity = Infer<typeof vulnerabilitySeverity>;

/** A vulnerability of an installed package. */
export const finding = once(() =>
  z.object({
    package: z.string().describe("Installed package"),
    version: z.string().describe("Its version"),
    source: z.string().describe("What it was built from"),
    id: z.string().describe("CVE-2024-1234 where there is one"),
    verdict: verdict(),
    fixed_version: z.string().nullable().describe("The version that has the fix; null where none is known"),
    severity: vulnerabilitySeverity(),
  }).meta({ id: "Finding", description: "A vulnerability of an installed package" })
);
export type Finding = Infer<typeof finding>;

/** A file that says which versions are vulnerable. */
export const feed = once(() =>
  z.object({
    name: z.string().describe("Name of its file in the folder of feeds"),
    format: z.string().describe("debian-tracker, debsecan, osv or arch"),
    suite: z.string().describe("Release of the host that it was read for"),
    entries: z.int().describe("What it says of that release"),
    imported_at: time().describe("When its file got its name here"),
    published_at: time().nullable().describe("When its publisher made it; null where the file does not tell"),
    age_seconds: z.int().describe("Since it was published, or else imported"),
    stale: z.boolean().describe("Too old to say that anything is safe: security.stale_after_hours"),
    in_force: z.boolean().describe("The findings are by this one: the newest that is about this host"),
  }).meta({ id: "Feed", description: "A file that says which versions are vulnerable" })
);
export type Feed = Infer<typeof feed>;

/** What findings are worth. */
const worth = once(() => ({
  feed: feed().nullable().describe("The one that the findings are by; null: there is none, nothing is known"),
  unknown_since: time().nullable().describe(
    "Since when nobody knows what else is vulnerable: the feed is old, or there is none; null where it is known",
  ),
  audited_at: time().describe("When packages and feeds were last compared"),
}));

/** Numbers of findings: packages with a vulnerability. */
const severityCounts = once(() => z.object({ fixable: z.int(), unfixed: z.int() }));

const errors = ["NOT_READY", "UNAVAILABLE"] as const;

/** `vulnerabilities.list` */
export const vulnerabilitiesList = defineOperation({
  name: "vulnerabilities.list",
  kind: "query",
  summary: "Known vulnerabilities of installed packages, by package and id",
  input: once(() =>
    z.strictObject({
      fixable: z.boolean().optional().describe("true: only those with a fix; false: only those without"),
      severity: vulnerabilitySeverity().optional(),
      verdict: verdict().optional(),
      package: z.string().min(1).max(255).optional().describe("Of this package, or of what is built from it"),
      id: z.string().min(1).max(64).optional().describe("Only this one: CVE-2024-1234"),
      all: z.boolean().default(false).describe("Also what does not affect the installed version"),
      ...paging(),
    })
  ),
  output: once(() => page(finding()).extend(worth())),
  errors,
  scope: "read",
  http: { method: "GET", path: "/v1/vulnerabilities" },
});

/** `vulnerabilities.summary` */
export const vulnerabilitiesSummary = defineOperation({
  name: "vulnerabilities.summary",
  kind: "query",
  summary: "How many vulnerabilities installed packages have, by severity and by what can be done",
  input: nothing,
  output: once(() =>
    z.object({
      packages: z.int().describe("Installed packages that have one"),
      vulnerabilities: z.int().describe("Each counted once, however many packages have it"),
      fixable: z.int().describe("Of these, those that an upgrade of some package ends"),
      by_verdict: z.object({
        fixable: z.int(),
        unfixed: z.int(),
        undetermined: z.int(),
        unimportant: z.int(),
        ignored: z.int(),
      }).describe("Packages with it"),
      by_severity: z.object({
        critical: severityCounts(),
        high: severityCounts(),
        medium: severityCounts(),
        low: severityCounts(),
        unknown: severityCounts(),
      }).describe("Packages with it, where something can, or should, be done"),
      ...worth(),
    })
  ),
  errors,
  scope: "read",
  http: { method: "GET", path: "/v1/vulnerabilities/summary" },
});

/** `feeds.list` */
export const feedsList = defineOperation({
  name: "feeds.list",
  kind: "query",
  summary: "Feeds of vulnerabilities, the newest first",
  input: nothing,
  output: once(() =>
    z.object({
      items: z.array(feed()),
      problems: z.array(z.object({
        file: z.string(),
        line: z.int().describe("From 1; 0: the whole file"),
        reason: z.string(),
      })).describe("Files that could not be read; the others count"),
      audited_at: time().describe("When packages and feeds were last compared"),
    })
  ),
  errors,
  scope: "read",
  http: { method: "GET", path: "/v1/feeds" },
});

/**
 * `feeds.import`: its job ends with `{ feed, suite, entries, in_force }`: the format, and whether findings are by it.
 */
export const feedsImport = defineOperation({
  name: "feeds.import",
  kind: "action",
  summary:
    "Starts a job that imports a feed; it waits a minute for its bytes, by PUT, at /v1/feeds/import/{job}",
  input: once(() =>
    z.strictObject({
      name: z.string().min(1).max(255).describe("What the file is called in errors"),
      bytes: bytes().optional().describe("Its size; one that is too large is refused at once"),
      published_at: time().optional().describe("When its publisher made it, where that is known"),
    })
  ),
  output: job,
  errors: ["UNAVAILABLE"],
  scope: "control",
  http: { method: "POST", path: "/v1/feeds/import" },
});
