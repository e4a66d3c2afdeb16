import type { OutputOf } from "../../src/contract/wire.ts";
import type { Command } from "../command.ts";
import { definePackages } from "../packages.ts";
import { plural } from "../text/format.ts";
import { type Line, paint, styled, type View } from "../text/paint.ts";
import { table } from "../text/table.ts";
import { wrap } from "../text/width.ts";

/** `cortex conflicts`: relations that do not hold, packages that are not whole, and all that suffers from them. */
export const command: Command = definePackages({
  operation: "packages.conflicts",
  examples: [
    { args: "conflicts", summary: "What apt-get check and dpkg --audit would complain of" },
    { args: "conflicts --admindir /backup/dpkg --json", summary: "That of a saved database, for a program" },
  ],
  input: () => ({}),
  render,
});

function render({ direct, states, transitive }: OutputOf<"packages.conflicts">, view: View): string {
  if (direct.length + states.length + transitive.length === 0) {
    return paint([[styled("good", "Every package is whole and has what it needs")]], view);
  }
  const blocks: Line[][] = [
    direct.length === 0 ? [] : table(direct, [
      { title: "PACKAGE", cell: (one) => styled("bad", one.package) },
      { title: "RELATION", cell: ({ relation }) => relation },
      { title: "WANTS", cell: ({ wants }) => wants, cut: 1 },
    ], view),
    states.length === 0 ? [] : table(states, [
      { title: "PACKAGE", cell: (one) => styled("bad", one.package) },
      { title: "STATE", cell: ({ state }) => state },
    ], view),
    transitive.length === 0 ? [] : [
      [styled(
        "faint",
        `${plural(transitive.length, "package does", "packages do")} not work because of these`,
      )],
      ...wrap(transitive.join(", "), view.columns).map((line): Line => [line]),
    ],
  ];
  const told = blocks.filter((block) => block.length > 0);
  return paint(told.flatMap((block, index) => index === 0 ? block : [[], ...block]), view);
}
