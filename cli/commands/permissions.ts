import { type Command, defineCall } from "../command.ts";
import { type Line, paint, styled } from "../text/paint.ts";
import { wrap } from "../text/width.ts";

const KIND_COLUMNS = 8;

/** `cortex permissions`: the table of the running daemon, row by row, and what each row is worth. */
export const command: Command = defineCall({
  operation: "daemon.permissions",
  examples: [{ args: "permissions", summary: "Every row of the permission table, and what holds it" }],
  render: ({ items }, view) => {
    const lines = items.flatMap(({ row, zone, may, missing, worth }): Line[] => [
      [styled("strong", row), styled("faint", ` (${zone})`)],
      ...byKind(may).flatMap(([kind, targets]) => paragraph(kind, targets.join(", "), view.columns)),
      ...(missing.length === 0 ? [] : paragraph("lacks", missing.join(", "), view.columns).map(alarmed)),
      ...paragraph("", worth, view.columns).map((line): Line => line.map((piece) => faint(piece))),
      [],
    ]);
    return paint(lines.slice(0, -1), view);
  },
});

/** `["read:/a", "read:/b"]` gives read with both. */
function byKind(may: readonly string[]): [string, string[]][] {
  const kinds = new Map<string, string[]>();
  for (const one of may) {
    const colon = one.indexOf(":");
    const kind = colon < 0 ? one : one.slice(0, colon);
    const target = colon < 0 ? "everything" : one.slice(colon + 1);
    kinds.set(kind, [...kinds.get(kind) ?? [], target]);
  }
  return [...kinds];
}

function paragraph(title: string, text: string, columns: number): Line[] {
  return wrap(text, columns - KIND_COLUMNS).map((line, index): Line => [
    `  ${index === 0 ? title : ""}`.padEnd(KIND_COLUMNS),
    line,
  ]);
}

function faint(piece: Line[number]): Line[number] {
  return typeof piece === "string" ? styled("faint", piece) : piece;
}

/** What the table promises and the daemon was not given. */
function alarmed(line: Line): Line {
  return line.map((piece) => typeof piece === "string" ? styled("bad", piece) : piece);
}
