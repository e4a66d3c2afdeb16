import type { OutputOf } from "../../src/contract/wire.ts";
import type { Command } from "../command.ts";
import { ARCHITECTURE, definePackages, packageMeant } from "../packages.ts";
import { type Line, paint, styled, type View } from "../text/paint.ts";

/** `cortex why`: the shortest chain that keeps a package installed, from what somebody asked for down to it. */
export const command: Command = definePackages({
  operation: "packages.why",
  operands: [{ name: "PACKAGE", summary: "Name of an installed package" }],
  options: ARCHITECTURE,
  examples: [
    { args: "why libssl3", summary: "What was asked for that needs it, and over which packages" },
    { args: "why libssl3 --root /mnt/image", summary: "The same of an unpacked image" },
  ],
  input: ({ operands: [name = ""], values }) => packageMeant(name, values),
  render,
});

type Why = OutputOf<"packages.why">;

/** What is said where there is no chain. */
const REASONS: Readonly<Record<Exclude<Why["reason"], "needed">, string>> = {
  manual: "was asked for",
  essential: "is essential: no system is without it",
  none: "is needed by nothing that somebody asked for; it could be removed",
};

function render({ package: name, reason, chain }: Why, view: View): string {
  if (reason !== "needed") return paint([[styled("strong", name), ` ${REASONS[reason]}`]], view);
  const [first] = chain;
  return paint([
    [styled("strong", first?.package ?? name), " was asked for or is essential"],
    ...chain.map(({ relation, wants }, index): Line => [
      "  ".repeat(index + 1),
      styled("faint", `${relation}: `),
      wants,
      styled("faint", ` (${chain[index + 1]?.package ?? name})`),
    ]),
  ], view);
}
