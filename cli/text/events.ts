import type { Event } from "../../src/contract/wire.ts";
import { SEVERITY_STYLES } from "./alerts.ts";
import { type Line, type Piece, styled } from "./paint.ts";

/** An event on one line: when, how bad, what, about what, and the facts. */
export function eventLine({ at, severity, type, subject, data }: Event): Line {
  return [
    styled("faint", at),
    "  ",
    styled(SEVERITY_STYLES[severity], severity.padEnd(8)),
    `  ${type.padEnd(16)}`,
    ...(subject === "" ? [] : [`  ${subject}`]),
    ...factPieces(data),
  ];
}

/** Facts by name, after the rest of a line. */
function factPieces(facts: Readonly<Record<string, unknown>>): Piece[] {
  const pairs = Object.entries(facts).map(([name, value]) =>
    `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`
  );
  return pairs.length === 0 ? [] : [styled("faint", `  ${pairs.join(" ")}`)];
}
