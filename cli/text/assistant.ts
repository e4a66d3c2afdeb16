import type { AssistantReply } from "../../src/contract/wire.ts";
import { age } from "./format.ts";
import { type Line, paint, styled, type View } from "./paint.ts";
import { table } from "./table.ts";
import { wrap } from "./width.ts";

/** What stands below an answer. */
type Rest = Pick<AssistantReply, "evidence" | "commands">;

/** An answer, the commands to look further, and what each of its numbers in brackets stands for. */
export function renderAnswer(text: string, { evidence, commands }: Rest, view: View): string {
  const said = wrap(text, view.columns).map((line): Line => [line]);
  if (evidence.length === 0) return paint(said, view);
  const rows = table(evidence, [
    { title: "N", cell: ({ n }) => String(n), align: "right" },
    { title: "FACT", cell: ({ fact }) => fact, cut: 2 },
    { title: "OF", cell: ({ subject }) => subject, cut: 3, spare: 3 },
    { title: "VALUE", cell: ({ text }) => text, cut: 1 },
    { title: "SOURCE", cell: ({ source }) => styled("faint", source), spare: 2 },
    { title: "WHEN", cell: ({ at }) => styled("faint", age(at, view.now)), spare: 1 },
  ], view);
  return paint([
    ...said,
    ...(commands.length === 0 ? [] : [[], [styled("faint", "To look further")], ...commandLines(commands)]),
    [],
    ...rows,
  ], view);
}

/** One a line, whole, as it is to be copied. */
function commandLines(commands: AssistantReply["commands"]): Line[] {
  return commands.map(({ command, why }): Line => [`  ${command}`, styled("faint", `   # ${why}`)]);
}
