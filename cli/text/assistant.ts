import type { AssistantReply } from "../../src/contract/wire.ts";
import { age } from "./format.ts";
import { type Line, paint, styled, type View } from "./paint.ts";
import { table } from "./table.ts";
import { wrap } from "./width.ts";

/** What stands below an answer. */
type Rest = Pick<AssistantReply, "evidence" | "commands" | "model" | "removed">;

/** An answer, or a piece of one, as a paragraph. */
export function renderText(text: string, view: View): string {
  return paint(wrap(text, view.columns).map((line): Line => [line]), view);
}

/** The commands to look further, what each number in brackets of an answer stands for, and whose words they are. */
export function renderGrounds(rest: Rest, view: View): string {
  const { evidence, commands } = rest;
  const by = wordsBy(rest);
  if (evidence.length === 0) return paint(by, view);
  const rows = table(evidence, [
    { title: "N", cell: ({ n }) => String(n), align: "right" },
    { title: "FACT", cell: ({ fact }) => fact, cut: 2 },
    { title: "OF", cell: ({ subject }) => subject, cut: 3, spare: 3 },
    { title: "VALUE", cell: ({ text }) => text, cut: 1 },
    { title: "SOURCE", cell: ({ source }) => styled("faint", source), spare: 2 },
    { title: "WHEN", cell: ({ at }) => styled("faint", age(at, view.now)), spare: 1 },
  ], view);
  return paint([
    ...(commands.length === 0 ? [] : [[], [styled("faint", "To look further")], ...commandLines(commands)]),
    [],
    ...rows,
    ...by,
  ], view);
}

/** Whose words an answer has, where a model was asked. */
function wordsBy({ model, removed }: Rest): Line[] {
  if (model === null && removed === 0) return [];
  const said = model === null
    ? "Without the model: nothing that it said rests on the evidence"
    : `In the words of ${model}${
      removed === 0 ? "" : `; statements that rest on nothing: ${removed}, removed`
    }`;
  return [[], [styled("faint", said)]];
}

/** One a line, whole, as it is to be copied. */
function commandLines(commands: AssistantReply["commands"]): Line[] {
  return commands.map(({ command, why }): Line => [`  ${command}`, styled("faint", `   # ${why}`)]);
}
