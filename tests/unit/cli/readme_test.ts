import assert from "node:assert/strict";
import { parseArguments } from "../../../cli/arguments.ts";
import { COMMANDS } from "../../../cli/commands.ts";
import { GLOBAL_OPTIONS } from "../../../cli/option.ts";
import { selectCommand } from "../../../cli/select.ts";
import { readProjectFile } from "../project/_files.ts";

/** What contributors may add is not there. */
const [README = ""] = readProjectFile("README.md").split("\n## Contributing\n");

/** Command lines in blocks, and in the text: what may be left out is there, of several words each is. */
function commandLines(): string[] {
  const blocks = [...README.matchAll(/^(?:\$ )?(deno task cortex [^#\n]+)/gm)].flatMap(([, line = ""]) =>
    line.split(";")
  )
    .map((line) => line.trim().replace(/^deno task cortex /, ""));
  const texts = [...README.matchAll(/`cortex ([^`]+)`/g)].map(([, line = ""]) =>
    line.replaceAll(/[[\]]/g, "")
  );
  return [...blocks, ...texts].flatMap((line) => {
    const [alternatives = ""] = /\S+\|\S+/.exec(line) ?? [];
    return alternatives === ""
      ? [line]
      : alternatives.split("|").map((one) => line.replace(alternatives, one));
  });
}

Deno.test("every command that the README names is there, with its options", async () => {
  const lines = commandLines();
  assert.ok(lines.length > 40);
  for (const line of lines) {
    const selected = await selectCommand(COMMANDS, line.split(/\s+/).filter((word) => word !== "--help"));
    if (selected === null || "entries" in selected.command) continue;
    parseArguments(selected.args, { ...GLOBAL_OPTIONS, ...selected.command.options }, selected.name);
  }
});

Deno.test("every task and every file that the README names is there", () => {
  const { tasks } = JSON.parse(readProjectFile("deno.json"));
  const named = [...README.matchAll(/(?:deno|deno@[\d.]+) task ([a-z:]+)/g)].map(([, name = ""]) => name);
  assert.ok(named.length > 20);
  assert.deepEqual(named.filter((name) => tasks[name] === undefined), []);
  const files = [...README.matchAll(/\]\(([^):#]+)\)/g)].map(([, path = ""]) => path);
  assert.ok(files.length > 1);
  for (const file of files) assert.ok(readProjectFile(file).length > 0, file);
});
