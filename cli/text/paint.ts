import { safe } from "./safe.ts";
import { cut, width } from "./width.ts";

/** What a text is for and where it goes. */
export interface View {
  /** Width of the terminal; infinite where there is none. */
  readonly columns: number;
  readonly color: boolean;
  /** Wall clock, milliseconds: ages count from here. */
  readonly now: number;
}

/** What a piece of text means; how that looks is decided here alone. */
export type Style = "good" | "warning" | "bad" | "faint" | "strong";

/** A piece of text with a meaning. A plain string has none. */
export type Piece = string | { readonly text: string; readonly style: Style };

/** One line. */
export type Line = readonly Piece[];

/** Select Graphic Rendition codes (ECMA-48, 8.3.117). */
const CODES: Readonly<Record<Style, string>> = {
  good: "32",
  warning: "33",
  bad: "1;31",
  faint: "2",
  strong: "1",
};

/** A piece of text with a meaning. */
export function styled(style: Style, text: string): Piece {
  return { text, style };
}

/**
 * The text of a piece as it is shown, without colour. Everything that is printed goes through here, so that nothing of
 * the host acts on the terminal.
 */
export function shown(piece: Piece): string {
  return safe(typeof piece === "string" ? piece : piece.text);
}

/** Lines as one text: escaped, cut at the width of the terminal, coloured. */
export function paint(lines: readonly Line[], view: View): string {
  return lines.map((line) => `${paintLine(line, view)}\n`).join("");
}

function paintLine(line: Line, { columns, color }: View): string {
  let left = columns;
  let text = "";
  for (const piece of line) {
    const part = cut(shown(piece), left);
    left -= width(part);
    text += color && typeof piece !== "string" && part !== "" ? colored(part, piece.style) : part;
  }
  return text.trimEnd();
}

function colored(text: string, style: Style): string {
  return `\x1b[${CODES[style]}m${text}\x1b[0m`;
}
