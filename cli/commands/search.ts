import type { Command } from "../command.ts";
import { defineList } from "../list.ts";
import { folderOf, FOLDERS } from "../packages.ts";
import { PACKAGE_COLUMNS } from "../text/packages.ts";
import { count, plural } from "../text/format.ts";
import { paint, styled } from "../text/paint.ts";
import { table } from "../text/table.ts";

/** `cortex search`: packages by words of name and description, a screenful unless --limit or --json ask for more. */
export const command: Command = defineList({
  operation: "packages.search",
  screenful: 20,
  operands: [{ name: "WORD", summary: "In name or description; all of them must be there", many: true }],
  examples: [
    { args: "search vim", summary: "Packages with vim in the name, then those with it in the description" },
    { args: "search text editor --limit 5", summary: "The five that fit both words best" },
    { args: "search vim --root /mnt/image", summary: "Packages of an unpacked image" },
  ],
  options: FOLDERS,
  offline: async ({ values }, input) => await (await folderOf(values))?.["packages.search"](input) ?? null,
  input: ({ operands }) => ({ q: operands.join(" ") }),
  render: ({ items, total }, view) => {
    if (items.length === 0) return paint([["No package has these words"]], view);
    const shown = styled("faint", `${count(items.length)} of ${plural(total, "package")}`);
    return paint([...table(items, PACKAGE_COLUMNS, view), [shown]], view);
  },
});
