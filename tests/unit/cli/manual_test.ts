import assert from "node:assert/strict";
import { COMMANDS } from "../../../cli/commands.ts";
import { bold, definition, pageHead, roff } from "../../../cli/commands/man/roff.ts";
import { allOptions, everyPlace, offerOf } from "../../../cli/places.ts";
import { cortex } from "./_world.ts";

Deno.test("text is no request, and hyphens and backslashes stay what they are", () => {
  assert.equal(roff(".TH a\n'b\\c --d"), "\\&.TH a\n\\&'b\\ec \\-\\-d");
  assert.equal(bold("--json"), "\\fB\\-\\-json\\fR");
  assert.deepEqual(definition("x", ".y"), [".TP", "x", "\\&.y"]);
  assert.match(pageHead("cortex", 1, '1"2'), /^\.TH "CORTEX" 1 "" "Cortex 1\\\(dq2"/);
});

Deno.test("every command and each of its options stands in the manual", async () => {
  const { out } = await cortex(["man"]);
  const places = (await everyPlace(COMMANDS)).filter(({ words }) => words.length > 0);
  assert.ok(places.length > 20);
  for (const { words, options } of places) {
    const start = out.indexOf(`.SS "${roff(`cortex ${words.join(" ")}`)}"\n`);
    assert.ok(start >= 0, words.join(" "));
    const [text = ""] = out.slice(start + 4).split(/^\.S[SH] /m);
    const missing = Object.keys(options).filter((name) => !text.includes(bold(`--${name}`)));
    // A group points to its standard command.
    if (!text.includes("Without a further word")) assert.deepEqual(missing, [], words.join(" "));
  }
});

Deno.test("a group is completed with its commands and the options of its standard one", async () => {
  const places = await everyPlace(COMMANDS);
  const alerts = places.find(({ words }) => words.join(" ") === "alerts");
  assert.ok(alerts);
  assert.deepEqual(alerts.commands.map(({ name }) => name).slice(0, 2), ["list", "show"]);
  assert.ok("severity" in allOptions(alerts) && "socket-dir" in allOptions(alerts));
  assert.equal(places[0]?.commands.at(-1)?.name, "help");
});

Deno.test("values are offered by their choices, else by what help calls them", () => {
  assert.deepEqual(offerOf("SHELL", ["bash"]), { words: ["bash"] });
  assert.deepEqual(["DIR", "FILE", "ID"].map((name) => offerOf(name, undefined)), [
    "directories",
    "files",
    "nothing",
  ]);
});
