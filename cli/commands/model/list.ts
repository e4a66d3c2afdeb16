import type { ModelFile } from "../../../src/contract/wire.ts";
import { type Command, defineCall } from "../../command.ts";
import { bytes, count } from "../../text/format.ts";
import { type Line, paint, type Piece, styled } from "../../text/paint.ts";
import { table } from "../../text/table.ts";

/** `cortex model list`: every model that the daemon sees. */
export const command: Command = defineCall({
  operation: "assistant.models",
  examples: [{ args: "model", summary: "What is there, and what each would take" }],
  render: ({ folder, items }, view) => {
    if (items.length === 0) {
      return paint([[`No model in ${folder}: see cortex model import --help`]], view);
    }
    const rows = table(items, [
      { title: "FILE", cell: ({ file }) => file, spare: 1 },
      { title: "NAME", cell: ({ name }) => name ?? "", cut: 1 },
      { title: "MEMORY", align: "right", cell: memory },
      {
        title: "CONTEXT",
        align: "right",
        cell: ({ context_tokens }) => context_tokens === null ? "" : count(context_tokens),
      },
      { title: "STATE", cell: state },
    ], view);
    const wrong = items.flatMap(({ problem }): Line[] => problem === null ? [] : [[styled("bad", problem)]]);
    return paint([...rows, ...wrong], view);
  },
});

function memory({ weights_bytes, context_bytes }: ModelFile): string {
  return weights_bytes === null || context_bytes === null ? "" : bytes(weights_bytes + context_bytes);
}

function state({ is_loaded, is_default }: ModelFile): Piece {
  if (is_loaded) return styled("good", "loaded");
  return is_default ? "default" : "";
}
