import assert from "node:assert/strict";
import type { Entry } from "../../../cli/command.ts";
import { COMMANDS } from "../../../cli/commands.ts";
import { commandHelp, programHelp } from "../../../cli/help.ts";
import { selectCommand } from "../../../cli/select.ts";
import { assertGolden } from "../../tools/golden.ts";

/** The words of every command and group: `["alerts", "list"]`. */
async function wordsOf(entries: readonly Entry[], before: readonly string[] = []): Promise<string[][]> {
  const words: string[][] = [];
  for (const entry of entries) {
    const own = [...before, entry.name];
    const { command } = await entry.load();
    words.push(own, ...("entries" in command ? await wordsOf(command.entries, own) : []));
  }
  return words;
}

Deno.test("cortex --help", () => assertGolden("help/cortex.txt", programHelp(COMMANDS)));

for (const words of await wordsOf(COMMANDS)) {
  Deno.test(`cortex ${words.join(" ")} --help`, async () => {
    const selected = await selectCommand(COMMANDS, [...words, "--help"]);
    assert.ok(selected);
    assertGolden(`help/${words.join("-")}.txt`, commandHelp(selected));
  });
}
