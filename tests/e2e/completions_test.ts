import assert from "node:assert/strict";
import { newFolder } from "./_fake_daemon.ts";
import { HAS_TMUX, hasProgram, openPane } from "./_tmux.ts";

const GOLDEN = new URL("../golden/", import.meta.url).pathname;
const script = (shell: string) => `${GOLDEN}completions/cortex.${shell}`;
const pages = ["cortex.1", "cortexd.8"].map((page) => `${GOLDEN}man/${page}`);

/** Runs a program of this machine; what it prints on both streams. */
async function run(program: string, ...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(program, {
    args,
    env: { LC_ALL: "C.UTF-8", MANWIDTH: "80", HOME: newFolder() },
    stdin: "null",
  }).output();
  return { code, out: new TextDecoder().decode(stdout), err: new TextDecoder().decode(stderr) };
}

/** What is offered for the last word of a line, by each of its beginnings. */
const LINES: readonly (readonly [words: readonly string[], offered: readonly string[]])[] = [
  [["al"], ["alerts"]],
  [["alerts", "re"], ["resolve"]],
  [["alerts", "list", "--sev"], ["--severity"]],
  [["alerts", "--severity", ""], ["critical", "error", "info", "warning"]],
  [["processes", "--sort", "c"], ["cpu"]],
  // --user takes a value in one command and none in another.
  [["processes", "--user", "config", "--fi"], ["--filter"]],
  [["config", "validate", "--user", "--js"], ["--json"]],
  [["--instance", "alerts", "heal"], ["health"]],
  [["help", "alerts", "sh"], ["show"]],
  [["completions", ""], ["bash", "fish", "zsh"]],
  [["--socket-dir", "/et"], ["/etc"]],
  [["config", "validate", "/etc/passw"], ["/etc/passwd"]],
  [["alerts", "ack", ""], []],
];

for (const shell of ["bash", "zsh", "fish"]) {
  Deno.test(`${shell} reads its completion`, { ignore: !hasProgram(shell) }, async () => {
    assert.deepEqual(await run(shell, "-n", script(shell)), { code: 0, out: "", err: "" });
  });
}

Deno.test("bash completes", { ignore: !hasProgram("bash") }, async () => {
  const probe =
    'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cortex; printf "%s\\n" "${COMPREPLY[@]}"';
  const complete = async (words: readonly string[]) => {
    const { out } = await run("bash", "-c", probe, script("bash"), "cortex", ...words);
    return out.split("\n").filter((line) => line !== "").sort();
  };
  for (const [words, offered] of LINES) {
    const names = (await complete(words)).filter((name) => !name.startsWith("/etc/passwd-"));
    assert.deepEqual(names, offered, words.join(" "));
  }
  // bash takes --severity=cr apart at its word breaks.
  assert.deepEqual(await complete(["alerts", "--severity", "=", "cr"]), ["critical"]);
  const registered = await run("bash", "-c", `source ${script("bash")}; complete -p cortex`);
  assert.equal(registered.out, "complete -F _cortex cortex\n");
});

Deno.test("fish completes", { ignore: !hasProgram("fish") }, async () => {
  for (const [words, offered] of LINES) {
    const { out } = await run(
      "fish",
      "--no-config",
      "-c",
      `source ${script("fish")}; complete -C "cortex ${words.join(" ")}"`,
    );
    const names = out.split("\n").map((line) => line.split("\t")[0]?.replace(/\/$/, "") ?? "")
      .filter((name) => name !== "" && !name.startsWith("/etc/passwd-"));
    assert.deepEqual(names.sort(), offered, words.join(" "));
  }
});

Deno.test("zsh completes", { ignore: !HAS_TMUX || !hasProgram("zsh") }, async () => {
  await using pane = await openPane({
    columns: 100,
    rows: 30,
    dir: newFolder(),
    command: ["zsh", "-f"],
    env: { PS1: "ready> " },
  });
  await pane.press(
    `autoload -U compinit; compinit -u -D; source ${script("zsh")}; clear; echo loaded`,
    "Enter",
  );
  await pane.see(/^loaded/m);
  const complete = async (line: string, expected: RegExp) => {
    await pane.press("-l", line);
    await pane.press("Tab");
    await pane.see(expected);
    await pane.press("C-u", "C-l");
  };
  await complete("cortex aler", /cortex alerts$/m);
  await complete("cortex alerts res", /cortex alerts resolve/);
  await complete("cortex alerts list --sev", /cortex alerts list --severity=/);
  await complete("cortex processes --sort ", /cpu +memory +name +pid/);
  await complete("cortex config validate --us", /cortex config validate --user/);
  await complete("cortex help alerts sho", /cortex help alerts show/);
  await complete("cortex completions f", /cortex completions fish/);
});

Deno.test(
  "man and groff have nothing to say against the pages",
  { ignore: !hasProgram("groff") },
  async () => {
    for (const page of pages) {
      const groff = await run("groff", "-man", "-ww", "-z", "-Tutf8", page);
      assert.deepEqual([groff.code, groff.err], [0, ""], page);
      if (!hasProgram("man")) continue;
      const man = await run("man", "--warnings", "-l", page);
      assert.deepEqual([man.code, man.err], [0, ""], page);
      assert.match(man.out, /^CORTEXD?\([18]\)[^]*EXIT STATUS|SIGNALS[^]*SEE ALSO/);
    }
  },
);
