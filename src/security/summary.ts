import type { Severity } from "./advisory.ts";
import type { Finding, Verdict } from "./match.ts";

/** Counts of findings; `vulnerabilities` counts each id once, however many packages have it. */
export interface AuditSummary {
  readonly packages: number;
  readonly vulnerabilities: number;
  /** Of these, those that an upgrade of some package ends. */
  readonly fixable: number;
  readonly by_verdict: Readonly<Record<Exclude<Verdict, "not_affected">, number>>;
  /** Of those with a verdict of fixable or unfixed. */
  readonly by_severity: Readonly<Record<Severity, { readonly fixable: number; readonly unfixed: number }>>;
}

/** Counts findings by what can be done and by how bad they are; what is not affected does not count. */
export function summarize(all: readonly Finding[]): AuditSummary {
  const findings = all.filter(({ verdict }) => verdict !== "not_affected");
  const count = (verdict: Verdict, severity?: Severity) =>
    findings.filter((found) =>
      found.verdict === verdict && (severity === undefined || found.severity === severity)
    ).length;
  const both = (of: Severity) => ({ fixable: count("fixable", of), unfixed: count("unfixed", of) });
  return {
    packages: new Set(findings.map((found) => found.package)).size,
    vulnerabilities: idsOf(findings),
    fixable: idsOf(findings.filter(({ verdict }) => verdict === "fixable")),
    by_verdict: {
      fixable: count("fixable"),
      unfixed: count("unfixed"),
      undetermined: count("undetermined"),
      unimportant: count("unimportant"),
      ignored: count("ignored"),
    },
    by_severity: {
      critical: both("critical"),
      high: both("high"),
      medium: both("medium"),
      low: both("low"),
      unknown: both("unknown"),
    },
  };
}

function idsOf(findings: readonly Finding[]): number {
  return new Set(findings.map(({ id }) => id)).size;
}
