import { type Line, type Piece, shown, styled } from "./paint.ts";
import { cut, pad, width } from "./width.ts";

/** A name and what belongs to it; without pieces it is left out. */
export type Fact = readonly [name: string, pieces: readonly Piece[]];

/** A longer name is cut, so that it does not push everything aside. */
const LONGEST_NAME = 24;

/** Facts one a line, the names of all groups in one column; an empty line between groups. */
export function factLines(...groups: readonly (readonly Fact[])[]): Line[] {
  const told = groups.map((group) => group.filter(([, pieces]) => pieces.length > 0))
    .filter((group) => group.length > 0);
  const widest = Math.max(0, ...told.flat().map(([name]) => width(shown(name))));
  const columns = Math.min(widest, LONGEST_NAME);
  return told.flatMap((group, index): Line[] => [
    ...(index === 0 ? [] : [[]]),
    ...group.map(([name, pieces]): Line => [
      styled("faint", pad(cut(shown(name), columns), columns)),
      "  ",
      ...pieces,
    ]),
  ]);
}
