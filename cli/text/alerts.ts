import type { Alert, AlertCounts, Severity } from "../../src/contract/wire.ts";
import { type Line, type Piece, type Style, styled } from "./paint.ts";

/** How a severity looks. */
export const SEVERITY_STYLES: Readonly<Record<Severity, Style>> = {
  info: "strong",
  warning: "warning",
  error: "bad",
  critical: "bad",
};

/** A severity as it stands in lists; one that is over is faint. */
export function severityPiece({ severity, status }: Pick<Alert, "severity" | "status">): Piece {
  const open = status === "active" || status === "acknowledged";
  return styled(open ? SEVERITY_STYLES[severity] : "faint", severity);
}

/** `2 critical, 1 warning`, or that there are none. */
export function countsLine(counts: AlertCounts): Line {
  const severities = ["critical", "error", "warning", "info"] as const;
  const pieces = severities.filter((severity) => counts[severity] > 0)
    .map((severity) => styled(SEVERITY_STYLES[severity], `${counts[severity]} ${severity}`));
  if (pieces.length === 0) return [styled("good", "none open")];
  return pieces.flatMap((piece, index) => index === 0 ? [piece] : [", ", piece]);
}

/** Characters of an id that tell these alerts apart, eight at least: what the tables show and the commands take. */
export function idLength(ids: readonly string[]): number {
  const sorted = [...ids].sort();
  return sorted.reduce((longest, id, index) => {
    const before = sorted[index - 1] ?? "";
    let same = 0;
    while (same < id.length && id[same] === before[same]) same++;
    return Math.max(longest, same + 1);
  }, 8);
}
