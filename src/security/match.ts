import type { CompareVersions } from "../versions/mod.ts";
import type { Advisory, Severity } from "./advisory.ts";

/** What of an installed package matters here. */
export interface AuditedPackage {
  readonly name: string;
  readonly version: string;
  readonly source: { readonly name: string; readonly version: string };
}

/** How a package stands to a vulnerability. */
export type Verdict = "fixable" | "unfixed" | "undetermined" | "unimportant" | "ignored" | "not_affected";

/** A vulnerability of an installed package. */
export interface Finding {
  readonly package: string;
  readonly version: string;
  /** What the package was built from. */
  readonly source: string;
  readonly id: string;
  readonly verdict: Verdict;
  /** The version that has the fix, of what the advisory speaks of; null: none is known. */
  readonly fixed_version: string | null;
  readonly severity: Severity;
}

/** How to match. */
export interface MatchOptions {
  readonly compare: CompareVersions;
  /** Keep what does not affect the installed version too. @default {false} */
  readonly all?: boolean;
}

/** From the worst on: of several ranges of one vulnerability that one counts. */
const VERDICTS: readonly Verdict[] = [
  "fixable",
  "unfixed",
  "undetermined",
  "ignored",
  "unimportant",
  "not_affected",
];

/** Matches installed packages with advisories; by package, vulnerability and version. */
export function match(
  packages: readonly AuditedPackage[],
  advisories: readonly Advisory[],
  { compare, all = false }: MatchOptions,
): Finding[] {
  const index = Map.groupBy(advisories, (advisory) => `${advisory.of} ${advisory.package}`);
  return packages.flatMap((found) => {
    const about = [
      ...(index.get(`source ${found.source.name}`) ?? []),
      ...(index.get(`binary ${found.name}`) ?? []),
    ];
    const findings = about.map((advisory) => findingOf(found, advisory, compare));
    return [...Map.groupBy(findings, ({ id }) => id).values()].map(worst);
  })
    .filter(({ verdict }) => all || verdict !== "not_affected")
    .sort((a, b) => order(a.package, b.package) || order(a.id, b.id) || order(a.version, b.version));
}

function findingOf(found: AuditedPackage, advisory: Advisory, compare: CompareVersions): Finding {
  const version = advisory.of === "source" ? found.source.version : found.version;
  const verdict = verdictOf(version, advisory, compare);
  const clean = verdict === "not_affected" || verdict === "undetermined";
  return {
    package: found.name,
    version: found.version,
    source: found.source.name,
    id: advisory.id,
    verdict,
    fixed_version: clean ? null : nextFix(version, advisory, compare),
    severity: advisory.severity,
  };
}

/**
 * A version that cannot be compared, as some outside the distribution have, leaves it open, but where no version of
 * the release is affected.
 */
function verdictOf(version: string, advisory: Advisory, compare: CompareVersions): Verdict {
  if (advisory.judgement === "not_affected") return "not_affected";
  try {
    if (!isAffected(version, advisory, compare)) return "not_affected";
  } catch (error) {
    if (error instanceof RangeError) return "undetermined";
    throw error;
  }
  if (advisory.judgement !== "vulnerable") return advisory.judgement;
  return advisory.fix_available ? "fixable" : "unfixed";
}

function isAffected(version: string, advisory: Advisory, compare: CompareVersions): boolean {
  const { introduced, fixed, also_fixed, only } = advisory;
  if (introduced !== null && compare(version, introduced) < 0) return false;
  if (fixed !== null && compare(version, fixed) >= 0) return false;
  if (also_fixed.some((other) => isBuiltOn(version, other, compare))) return false;
  if (only === null) return true;
  return "last" in only
    ? compare(version, only.last) <= 0
    : only.versions.some((listed) => compare(version, listed) === 0);
}

/** The version itself, or a rebuild of it, which adds `+something`: `1.0-1+deb12u1+local1` has what its base has. */
function isBuiltOn(version: string, base: string, compare: CompareVersions): boolean {
  return compare(version, base) === 0 || version.startsWith(`${base}+`);
}

/** The nearest version above that has the fix. */
function nextFix(version: string, { fixed, also_fixed }: Advisory, compare: CompareVersions): string | null {
  const fixes = fixed === null ? also_fixed : [...also_fixed, fixed];
  return fixes.filter((fix) => compare(fix, version) > 0).sort(compare)[0] ?? null;
}

function worst(findings: readonly Finding[]): Finding {
  return findings.reduce((a, b) => VERDICTS.indexOf(b.verdict) < VERDICTS.indexOf(a.verdict) ? b : a);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
