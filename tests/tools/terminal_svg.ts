import { stripVTControlCharacters } from "node:util";
import { width } from "../../cli/text/width.ts";

/** Size of a character, and of the rim, pixels. */
const CELL = { width: 8, height: 18 };
const RIM = 16;

/** What parts two runs: an escape sequence, or the blanks between columns, so that those line up in every font. */
const BETWEEN = new RegExp("(\x1b\\[[\\d;]*m| {2,})");

const COLORS: Readonly<Record<string, string>> = { "31": "#f85149", "32": "#3fb950", "33": "#d29922" };

/** How a run of characters looks. */
interface Look {
  readonly color?: string;
  readonly strong?: boolean;
  readonly faint?: boolean;
}

/**
 * A picture (SVG 1.1) of what stands on a terminal.
 * @param text Lines with colours as escape sequences (Select Graphic Rendition, ECMA-48, 8.3.117).
 */
export function terminalSvg(text: string, title: string): string {
  const lines = text.trimEnd().split("\n");
  const columns = Math.max(...lines.map((line) => width(stripVTControlCharacters(line))));
  const size = {
    width: columns * CELL.width + 2 * RIM,
    height: lines.length * CELL.height + 2 * RIM,
  };
  let look: Look = {};
  const drawn = lines.flatMap((line, row) => {
    let column = 0;
    return line.split(BETWEEN).flatMap((part) => {
      if (part.startsWith("\x1b")) {
        look = changed(look, part.slice(2, -1).split(";"));
        return [];
      }
      const at = column;
      column += width(part);
      return part.trim() === "" ? [] : [run(part, at, row, look)];
    });
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13" fill="#c9d1d9" xml:space="preserve">`,
    ...drawn,
    "</g>",
    "</svg>\n",
  ].join("\n");
}

function changed(look: Look, codes: readonly string[]): Look {
  return codes.reduce<Look>((now, code) => {
    const { color: _color, ...plain } = now;
    if (code === "0" || code === "") return {};
    if (code === "1") return { ...now, strong: true };
    if (code === "2") return { ...now, faint: true };
    if (code === "39") return plain;
    const color = COLORS[code];
    return color === undefined ? now : { ...now, color };
  }, look);
}

/** One run; its length is given, as fonts differ. */
function run(part: string, column: number, row: number, { color, strong, faint }: Look): string {
  const before = part.length - part.trimStart().length;
  const text = part.trim();
  const attributes = [
    `x="${RIM + (column + before) * CELL.width}"`,
    `y="${RIM + row * CELL.height + 13}"`,
    `textLength="${width(text) * CELL.width}" lengthAdjust="spacingAndGlyphs"`,
    ...(color === undefined ? [] : [`fill="${color}"`]),
    ...(strong ? ['font-weight="bold"'] : []),
    ...(faint ? ['opacity="0.6"'] : []),
  ];
  return `<text ${attributes.join(" ")}>${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
