import type { Setting } from "../../../src/contract/wire.ts";
import { type Command, defineCall } from "../../command.ts";
import { factLines } from "../../text/facts.ts";
import { paint, type Piece, styled, type View } from "../../text/paint.ts";
import { table } from "../../text/table.ts";

/** `cortex config show`: what a running daemon uses; one setting in full when its key is given. */
export const command: Command = defineCall({
  operation: "config.get",
  operands: [{ name: "KEY", summary: "One setting, or a section: log.level, alerts", optional: true }],
  examples: [
    { args: "config show", summary: "Every setting with its origin" },
    { args: "config show log.level", summary: "One setting in full" },
  ],
  input: ({ operands: [key] }) => key === undefined ? {} : { key },
  render: ({ items, files }, view) => {
    const [only] = items;
    if (items.length === 1 && only !== undefined) return renderOne(only, view);
    const rows = table(items, [
      { title: "KEY", cell: ({ key }) => key },
      { title: "VALUE", cell: (setting) => value(setting), cut: 2 },
      {
        title: "ORIGIN",
        cell: ({ origin }) => origin === "default" ? styled("faint", origin) : origin,
        cut: 1,
      },
    ], view);
    const read = files.length === 0 ? "No configuration file was found" : `Read: ${files.join(", ")}`;
    return paint([...rows, [styled("faint", read)]], view);
  },
});

function renderOne(setting: Setting, view: View): string {
  const reload = {
    live: "at once, by reload",
    worker: "by reload; the part restarts by itself",
    restart: "at the next start of the daemon",
  }[setting.reload];
  return paint([
    [styled("strong", setting.key), " = ", value(setting)],
    [setting.summary],
    ...factLines([
      ["origin", [setting.origin]],
      ["default", [written(setting.default)]],
      ["unit", setting.unit === null ? [] : [setting.unit]],
      ["changes", [reload]],
    ]),
  ], view);
}

/** Told apart from the default at a glance. */
function value(setting: Setting): Piece {
  const text = written(setting.value);
  return setting.origin === "default" ? text : styled("strong", text);
}

/** As it could stand in the file (JSON is YAML). */
function written(content: unknown): string {
  return JSON.stringify(content) ?? "not set";
}
