import { type Line, type Piece, styled } from "./paint.ts";
import { pad, width } from "./width.ts";

/** A name and what belongs to it; no pieces: it is left out. */
export type Fact = readonly [name: string, pieces: readonly Piece[]];

/** Facts one a line, their names in a column of their own. */
export function factLines(facts: readonly Fact[], indent = ""): Line[] {
  const told = facts.filter(([, pieces]) => pieces.length > 0);
  const widest = Math.max(0, ...told.map(([name]) => width(name)));
  return told.map(([name, pieces]) => [indent, styled("faint", pad(name, widest)), "  ", ...pieces]);
}
