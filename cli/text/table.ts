import { type Line, type Piece, shown, type View } from "./paint.ts";
import { cut, pad, width } from "./width.ts";

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  cell(row: Row): Piece;
  readonly align?: "left" | "right";
  /** How early it is cut when the terminal is too narrow: 1 first, then 2, …; a column without it stays whole. */
  readonly cut?: number;
}

/** A column that is cut keeps this much, so that its beginning can still be told. */
const LEAST = 8;
const GAP = "  ";

/** Rows below the titles of their columns, within the width of the terminal as far as columns may be cut. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], view: View): Line[] {
  const natural = columns.map(({ title, cell }) =>
    Math.max(width(title), ...rows.map((row) => width(shown(cell(row)))))
  );
  const widths = fit(natural, columns, view.columns);
  const last = columns.length - 1;
  const line = (pieces: readonly Piece[]): Line =>
    pieces.map((piece, index) => {
      const columns_here = widths[index] ?? 0;
      const align = columns[index]?.align ?? "left";
      const text = cut(shown(piece), columns_here);
      const filled = index === last && align === "left"
        ? text
        : pad(text, columns_here, align) + (index === last ? "" : GAP);
      return typeof piece === "string" ? filled : { ...piece, text: filled };
    });
  return [
    line(columns.map(({ title }) => ({ text: title, style: "faint" }))),
    ...rows.map((row) => line(columns.map(({ cell }) => cell(row)))),
  ];
}

/** Takes what is too much from the columns that may be cut, in their order. */
function fit(natural: readonly number[], columns: readonly Column<never>[], available: number): number[] {
  const widths = [...natural];
  let over = natural.reduce((sum, one) => sum + one, 0) + GAP.length * (columns.length - 1) - available;
  const order = columns
    .map(({ cut: rank }, index) => ({ rank, index }))
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  for (const { index } of order) {
    if (over <= 0) break;
    const now = widths[index] ?? 0;
    const taken = Math.max(0, Math.min(over, now - LEAST));
    widths[index] = now - taken;
    over -= taken;
  }
  return widths;
}
