import type { Finding, OutputOf } from "../../src/contract/wire.ts";
import { count, duration, plural } from "./format.ts";
import { type Line, paint, type Piece, type Style, styled, type View } from "./paint.ts";
import { table } from "./table.ts";

/** What an audit prints as JSON. */
export type AuditReport = Pick<OutputOf<"vulnerabilities.list">, "feed" | "unknown_since"> & {
  readonly findings: readonly Finding[];
};

/** The worst first. */
const SEVERITIES: readonly Finding["severity"][] = ["critical", "high", "medium", "low", "unknown"];

const STYLES: Readonly<Record<Finding["severity"], Style>> = {
  critical: "bad",
  high: "bad",
  medium: "warning",
  low: "faint",
  unknown: "faint",
};

/** An audit for people: the worst first, and what it is worth. */
export function auditText({ findings, feed, unknown_since }: AuditReport, view: View): string {
  const sorted = findings.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  const rows = sorted.length === 0 ? [] : table(sorted, [
    { title: "PACKAGE", cell: (found) => found.package, cut: 2 },
    { title: "VERSION", cell: ({ version }) => version, cut: 1 },
    { title: "ID", cell: ({ id }) => id },
    { title: "SEVERITY", cell: ({ severity }): Piece => styled(STYLES[severity], severity) },
    { title: "VERDICT", cell: ({ verdict }) => verdict },
    { title: "FIXED IN", cell: ({ fixed_version }) => fixed_version ?? "-", cut: 1 },
  ], view);
  const fixable = findings.filter(({ verdict }) => verdict === "fixable").length;
  const told = findings.length === 0 && feed === null
    ? []
    : [[`${plural(findings.length, "finding")}, ${count(fixable)} with a fix`]];
  return paint([...rows, ...told, worth(feed, unknown_since)], view);
}

function worth(feed: AuditReport["feed"], unknown_since: string | null): Line {
  if (feed === null) {
    const since = unknown_since === null ? "" : ` since ${unknown_since}`;
    return [styled("bad", `Unknown${since}: there is no feed for this host; see cortex feed import --help`)];
  }
  const about = `by ${feed.name} (${feed.format}, ${feed.suite}), ${duration(feed.age_seconds)} old`;
  return unknown_since === null
    ? [styled("faint", about)]
    : [styled("bad", `Unknown since ${unknown_since}`), `: ${about}`];
}
