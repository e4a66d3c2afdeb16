import { statusLine } from "../../live/parts.ts";
import type { Frame } from "../../live/program.ts";
import { age, count } from "../../text/format.ts";
import { type Line, paint, type Piece, shown, styled } from "../../text/paint.ts";
import { PROCESS_COLUMNS } from "../../text/processes.ts";
import { type Column, table } from "../../text/table.ts";
import { USER_COLUMNS } from "../../text/users.ts";
import { cut, pad } from "../../text/width.ts";
import { header } from "./header.ts";
import { orderName, type Tab, type TopData, type TopModel, usersThatFit } from "./model.ts";

/** Lines that are neither header nor table rows: tabs, titles of the columns, the last line. */
const FIXED_LINES = 3;
/** Columns of processes from so many columns of the terminal on; the widest that fits is taken. */
const WIDE: readonly (readonly [from: number, titles: readonly string[]])[] = [
  [100, PROCESS_COLUMNS.map(({ title }) => title)],
  [60, ["PID", "USER", "CPU", "MEMORY", "S", "NAME", "COMMAND"]],
  [0, ["PID", "CPU", "MEMORY", "NAME"]],
];
/** Least and most width of a column, so that nothing moves with each figure and a long name takes no room of others. */
const WIDTHS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  PID: [7, 7],
  USER: [8, 16],
  CPU: [8, 8],
  MEMORY: [8, 8],
  NAME: [15, 16],
};

const HINTS = "q quit  ? help  / filter  tab users  c m p n sort  space pause";
const HELP: readonly (readonly [keys: string, meaning: string])[] = [
  ["Tab", "processes or users"],
  ["c", "sort by CPU"],
  ["m", "sort by memory"],
  ["p", "sort by pid; users by processes"],
  ["n", "sort by name"],
  ["/", "filter: Enter keeps, Esc clears"],
  ["Space", "pause, go on"],
  ["Up Down", "scroll; also Page Up, Page Down, Home, End"],
  ["q Ctrl-C", "quit"],
];

const HELP_LINES = HELP.map(([keys, meaning]): Line => [styled("strong", keys.padEnd(10)), meaning]);

/** `cortex top` as lines; exactly as many as the frame has rows, where it has an end. */
export function view(model: TopModel, frame: Frame): string {
  const { data } = model;
  const head = data === null || model.help ? [] : header(data.health, Math.floor(frame.rows / 3), frame);
  const body = model.help ? HELP_LINES : data === null ? [["Waiting for the first reading"]] : [
    tabLine(model, data, frame),
    ...tableLines(model, data, { ...frame, rows: tableRows(model, frame) }),
  ];
  if (frame.rows === Number.POSITIVE_INFINITY) return paint([...head, ...body], frame);
  const above = [...head, ...body].slice(0, frame.rows - 1);
  const gap = Array.from({ length: frame.rows - 1 - above.length }, (): Line => []);
  return paint([...above, ...gap, lastLine(model)], frame);
}

/** Rows of the table that fit. */
export function tableRows({ data }: Pick<TopModel, "data">, frame: Frame): number {
  const head = data === null ? 0 : header(data.health, Math.floor(frame.rows / 3), frame).length;
  return Math.max(1, frame.rows - head - FIXED_LINES);
}

function tabLine(model: TopModel, { list }: TopData, { now }: Frame): Line {
  const name = (tab: Tab): Piece =>
    model.tab === tab ? styled("strong", `[${tab}]`) : styled("faint", ` ${tab} `);
  return [
    name("processes"),
    name("users"),
    `  by ${orderName(model)}`,
    ...(model.filter === "" ? [] : [`  with "${model.filter}"`]),
    styled("faint", `  ${count(list.tab === "users" ? list.page.items.length : list.page.total)}, `),
    styled("faint", `scanned ${age(list.page.taken_at, now)}`),
  ];
}

function tableLines({ offset, filter }: TopModel, { list }: TopData, frame: Frame): Line[] {
  if (list.tab === "users") return rows(usersThatFit(list.page, filter), USER_COLUMNS, offset, frame);
  const titles = WIDE.find(([from]) => frame.columns >= from)?.[1] ?? [];
  const columns = PROCESS_COLUMNS.filter(({ title }) => titles.includes(title));
  return rows(list.page.items, columns, offset, frame);
}

function rows<Row>(
  items: readonly Row[],
  columns: readonly Column<Row>[],
  offset: number,
  frame: Frame,
): Line[] {
  const first = Math.max(0, Math.min(offset, items.length - frame.rows));
  return table(items.slice(first, first + frame.rows), columns.map(steady), frame);
}

/** A column whose width hardly depends on what stands in it, and which the table does not leave out by itself. */
function steady<Row>({ spare: _, ...column }: Column<Row>): Column<Row> {
  const [least, most] = WIDTHS[column.title] ?? [0, Number.POSITIVE_INFINITY];
  const { title, align, cell } = column;
  return {
    ...column,
    title: pad(title, least, align),
    cell: (row) => limited(cell(row), most),
  };
}

function limited(piece: Piece, columns: number): Piece {
  const text = cut(shown(piece), columns);
  return typeof piece === "string" ? text : styled(piece.style, text);
}

function lastLine(model: TopModel): Line {
  if (model.typing) {
    return [styled("strong", `/${model.filter}_`), styled("faint", "  Enter keeps, Esc clears")];
  }
  return statusLine(model, model.help ? "Any key goes back" : HINTS);
}
