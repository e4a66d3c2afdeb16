import type { Advisory, Severity } from "./advisory.ts";
import { SEVERITIES } from "./advisory.ts";
import { type AuditedPackage, type Finding, match, type MatchOptions, type Verdict } from "./match.ts";

/** A feed that was read. */
export interface LoadedFeed {
  readonly format: string;
  readonly suite: string;
  /** When its publisher made it, or else when it was fetched, milliseconds since 1970. */
  readonly taken_at_ms: number;
  readonly advisories: readonly Advisory[];
}

/** What an audit is worth. */
export interface FeedState {
  /** current: the findings are the whole truth; stale: since then unknown; absent: nothing is known at all. */
  readonly state: "current" | "stale" | "absent";
  readonly format: string | null;
  readonly suite: string | null;
  /** RFC 3339; null where there is no feed. */
  readonly taken_at: string | null;
  readonly advisories: number;
}

/** The vulnerabilities of a host. */
export interface Audit {
  readonly findings: readonly Finding[];
  readonly feed: FeedState;
}

/** What an audit is made of. */
export interface AuditOptions extends MatchOptions {
  readonly now_ms: number;
  /** A feed older than this is stale. */
  readonly max_age_ms: number;
}

/** Matches packages with a feed; without one there are no findings and the state says so: never "none". */
export function audit(
  packages: readonly AuditedPackage[],
  feed: LoadedFeed | null,
  options: AuditOptions,
): Audit {
  if (feed === null) {
    return {
      findings: [],
      feed: { state: "absent", format: null, suite: null, taken_at: null, advisories: 0 },
    };
  }
  const { format, suite, taken_at_ms, advisories } = feed;
  const stale = options.now_ms - taken_at_ms > options.max_age_ms;
  return {
    findings: match(packages, advisories, options),
    feed: {
      state: stale ? "stale" : "current",
      format,
      suite,
      taken_at: new Date(taken_at_ms).toISOString(),
      advisories: advisories.length,
    },
  };
}

/** Counts of findings; `vulnerabilities` counts each id once, however many packages have it. */
export interface AuditSummary {
  readonly packages: number;
  readonly vulnerabilities: number;
  readonly by_verdict: Readonly<Partial<Record<Verdict, number>>>;
  /** Of those with a verdict of fixable or unfixed. */
  readonly by_severity: Readonly<Record<Severity, { readonly fixable: number; readonly unfixed: number }>>;
}

/** Counts findings by what can be done and by how bad they are. */
export function summarize(findings: readonly Finding[]): AuditSummary {
  const count = (severity: Severity, verdict: Verdict) =>
    findings.filter((found) => found.severity === severity && found.verdict === verdict).length;
  const severities = SEVERITIES.map((severity) => [severity, {
    fixable: count(severity, "fixable"),
    unfixed: count(severity, "unfixed"),
  }]);
  return {
    packages: new Set(findings.map((found) => found.package)).size,
    vulnerabilities: new Set(findings.map(({ id }) => id)).size,
    by_verdict: countBy(findings, ({ verdict }) => verdict),
    by_severity: Object.fromEntries(severities),
  };
}

function countBy<K extends string>(
  findings: readonly Finding[],
  keyOf: (found: Finding) => K,
): Partial<Record<K, number>> {
  const counts: Partial<Record<K, number>> = {};
  for (const found of findings) counts[keyOf(found)] = (counts[keyOf(found)] ?? 0) + 1;
  return counts;
}
