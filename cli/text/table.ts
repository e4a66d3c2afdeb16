import { type Line, type Piece, shown, type View } from "./paint.ts";
import { cut, pad, width } from "./width.ts";

/** A column of a table. */
export interface Column<Row> {
  readonly title: string;
  cell(row: Row): Piece;
  readonly align?: "left" | "right";
  /** When it is left out on a terminal that is too narrow: 1 first, then 2, …; a column without it stays. */
  readonly spare?: number;
  /** When it is cut if that was not enough: 1 first, then 2, …; a column without it stays whole. */
  readonly cut?: number;
}

/** A column with the width of its longest cell. */
interface Sized<Row> {
  readonly column: Column<Row>;
  readonly width: number;
}

/** A column that is cut keeps this much, so that its beginning can still be told. */
const LEAST = 8;
const GAP = "  ";

/** Rows below the titles of their columns, within the width of the terminal as far as columns may give way. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], view: View): Line[] {
  const natural = columns.map((column) => ({
    column,
    width: Math.max(width(column.title), ...rows.map((row) => width(shown(column.cell(row))))),
  }));
  const fitting = cutColumns(leaveOut(natural, view.columns), view.columns);
  const titles = fitting.map(({ column }): Piece => ({ text: column.title, style: "faint" }));
  return [titles, ...rows.map((row) => fitting.map(({ column }) => column.cell(row)))]
    .map((pieces) => pieces.map((piece, index) => fill(piece, fitting, index)));
}

/** A cell at its full width, with the gap behind it; nothing stands behind the last one. */
function fill<Row>(piece: Piece, columns: readonly Sized<Row>[], index: number): Piece {
  const { column, width: columns_here } = columns[index] ?? { column: { align: "left" }, width: 0 };
  const text = cut(shown(piece), columns_here);
  const last = index === columns.length - 1;
  const filled = last && column.align !== "right" ? text : pad(text, columns_here, column.align);
  const whole = last ? filled : filled + GAP;
  return typeof piece === "string" ? whole : { ...piece, text: whole };
}

function over(columns: readonly Sized<never>[], available: number): number {
  return columns.reduce((sum, one) => sum + one.width, 0) + GAP.length * (columns.length - 1) - available;
}

function leaveOut<Row>(columns: readonly Sized<Row>[], available: number): readonly Sized<Row>[] {
  const [next] = ranked(columns, "spare");
  if (next === undefined || over(columns, available) <= 0) return columns;
  return leaveOut(columns.filter((one) => one !== next), available);
}

function cutColumns<Row>(columns: readonly Sized<Row>[], available: number): readonly Sized<Row>[] {
  return ranked(columns, "cut").reduce((now, next) => {
    const taken = Math.max(0, Math.min(over(now, available), next.width - LEAST));
    return now.map((one) => one === next ? { ...one, width: one.width - taken } : one);
  }, columns);
}

function ranked<Row>(columns: readonly Sized<Row>[], by: "spare" | "cut"): Sized<Row>[] {
  return columns.filter(({ column }) => column[by] !== undefined)
    .sort((a, b) => (a.column[by] ?? 0) - (b.column[by] ?? 0));
}
