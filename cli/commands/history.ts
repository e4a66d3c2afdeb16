import type { OutputOf, PackageChange } from "../../src/contract/wire.ts";
import type { Command } from "../command.ts";
import { momentOf } from "../duration.ts";
import { given } from "../option.ts";
import { definePackages } from "../packages.ts";
import { age, plural } from "../text/format.ts";
import { paint, type Piece, type Style, styled, type View } from "../text/paint.ts";
import { problemLines } from "../text/problems.ts";
import { table } from "../text/table.ts";

/** `cortex history`: what was installed, upgraded and removed, the latest first, and by which command. */
export const command: Command = definePackages({
  operation: "packages.history",
  operands: [{ name: "PACKAGE", summary: "Only this package; all without it", optional: true }],
  options: {
    since: { type: "text", value: "TIME", summary: "Only since then: a moment, or how long ago: 2h, 7d" },
    limit: {
      type: "integer",
      value: "COUNT",
      summary: "So many changes at most; 50 without it",
      min: 1,
      max: 1000,
    },
  },
  examples: [
    { args: "history", summary: "The last changes, with what was run and by whom" },
    { args: "history openssl --since 7d", summary: "Those of one package in the last week" },
    { args: "history --root /mnt/image", summary: "Those of an unpacked image" },
  ],
  input: ({ operands: [name], values: { since, limit } }, now_ms) =>
    given({
      name,
      limit,
      since: since === undefined ? undefined : momentOf(since, "--since", "history", now_ms),
    }),
  render,
});

/** What comes new may be behind what goes wrong; what goes may be missed. */
const STYLES: Readonly<Partial<Record<PackageChange["action"], Style>>> = {
  install: "good",
  downgrade: "warning",
  remove: "warning",
  purge: "warning",
};

function change({ action }: PackageChange): Piece {
  const style = STYLES[action];
  return style === undefined ? action : styled(style, action);
}

function render({ items, total, problems }: OutputOf<"packages.history">, view: View): string {
  const rows = table(items, [
    { title: "WHEN", cell: ({ at }) => styled("faint", age(at, view.now)) },
    { title: "CHANGE", cell: change },
    { title: "NAME", cell: ({ name }) => name, cut: 3 },
    { title: "FROM", cell: ({ from }) => from ?? "", cut: 1, spare: 3 },
    { title: "TO", cell: ({ to }) => to ?? "", cut: 2 },
    { title: "USER", cell: ({ user }) => user ?? "", spare: 1 },
    { title: "COMMAND", cell: ({ command }) => styled("faint", command ?? ""), cut: 4, spare: 2 },
  ], view);
  return paint([
    ...(items.length === 0 ? [["No changes"]] : rows),
    ...(items.length < total
      ? [[styled("faint", `The latest ${items.length} of ${plural(total, "change")}`)]]
      : []),
    ...problemLines(problems),
  ], view);
}
