import type { Size } from "../../../cli/live/redraw.ts";

/** A terminal of a few lines: places of the cursor, emptying, text. Throws for a sequence that it does not know. */
export function createEmulator({ columns, rows }: Size) {
  let cells = blank(columns, rows);
  let row = 0;
  let column = 0;
  const act = (final: string, parameters: string) => {
    switch (final) {
      case "H": {
        const [line = 1, place = 1] = parameters.split(";").map(Number);
        row = line - 1;
        column = place - 1;
        return;
      }
      case "K":
        cells[row]?.fill(" ", column);
        return;
      case "J":
        cells = blank(columns, rows);
        return;
      case "m":
      case "h":
      case "l":
        return;
      default:
        throw new Error(`Cannot act on "${parameters}${final}"`);
    }
  };
  return {
    write(text: string) {
      const [plain = "", ...sequences] = text.split("\x1b[");
      const put = (characters: string) => {
        for (const character of characters) {
          const line = cells[row];
          if (line !== undefined && column < columns) line[column] = character;
          column++;
        }
      };
      put(plain);
      for (const sequence of sequences) {
        const { parameters = "", final = "", rest = "" } =
          /^(?<parameters>[?\d;]*)(?<final>[A-Za-z])(?<rest>[^]*)$/.exec(sequence)?.groups ?? {};
        act(final, parameters);
        put(rest);
      }
    },
    lines: () => cells.map((line) => line.join("").trimEnd()),
  };
}

function blank(columns: number, rows: number): string[][] {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => " "));
}
