import type { Command } from "../command.ts";
import { defineList } from "../list.ts";
import { PACKAGE_COLUMNS } from "../text/packages.ts";
import { plural } from "../text/format.ts";
import { paint, styled } from "../text/paint.ts";
import { table } from "../text/table.ts";

/** `cortex explicit`: what is installed because somebody asked for it. */
export const command: Command = defineList({
  operation: "packages.explicit",
  examples: [{ args: "explicit --json", summary: "All of them, for a program" }],
  input: () => ({}),
  render: ({ items, total }, view) =>
    paint([
      ...table(items, PACKAGE_COLUMNS, view),
      [styled("faint", `${plural(total, "package")} installed on request`)],
    ], view),
});
