import assert from "node:assert/strict";
import { cleanEnv, daemonDir, recordedHost, startDaemon, waitFor } from "./_daemon.ts";
import { hasProgram } from "./_tmux.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

/** What runs an example, by the language it is marked with. */
const RUNS: Readonly<Record<string, readonly string[]>> = {
  sh: ["sh", "-eu"],
  ts: [
    Deno.execPath(),
    "run",
    "--quiet",
    "--no-prompt",
    "--allow-read",
    "--allow-write",
    "--allow-net",
    "--allow-env",
  ],
  js: ["node"],
  python: ["python3"],
};

/** What the examples are to print, in their order. */
const PRINTED: readonly RegExp[] = [
  /^\{"status":"warning".*\{"items":\[\{"id":/s,
  ...Array.from({ length: 3 }, () => /^\[.*["']Memory usage is 15\.1 %["'].*\]\n$/s),
  /^\{'usage_percent': 15\.08, /,
];

/** The fenced blocks of the README's part on clients. */
function examples(): { readonly language: string; readonly code: string }[] {
  const [, part = ""] = /^## Clients\n(.+?)^## /ms.exec(Deno.readTextFileSync(`${ROOT}README.md`)) ?? [];
  return [...part.matchAll(/^```(\w+)\n(.+?)^```$/gms)]
    .map(([, language = "", code = ""]) => ({ language, code }));
}

Deno.test("every example of the README's part on clients prints what a daemon says", async (t) => {
  assert.deepEqual(examples().map(({ language }) => language), ["sh", "ts", "js", "python", "python"]);
  const dir = daemonDir();
  Deno.mkdirSync(`${dir}/xdg`);
  Deno.symlinkSync(`${dir}/run`, `${dir}/xdg/cortex`);
  // The example imports it from its own folder, which is the checkout.
  Deno.writeTextFileSync(`${dir}/mod.ts`, `export * from "${ROOT}mod.ts";\n`);
  await using daemon = await startDaemon({
    dir,
    args: ["--host-root", recordedHost(dir)],
    env: { CORTEX__ALERTS__RULES__MEMORY__WARNING: "1" },
  });
  await waitFor("an alert", async () => (await daemon.get("alerts.list", "/v1/alerts")).items[0]);
  for (const [index, { language, code }] of examples().entries()) {
    const [program = "", ...args] = RUNS[language] ?? [];
    const file = `${dir}/example_${index}.${language === "js" ? "mjs" : language}`;
    Deno.writeTextFileSync(file, code);
    await t.step({
      name: `example ${index + 1}: ${language}`,
      ignore: !program.startsWith("/") && !hasProgram(language === "sh" ? "curl" : program),
      fn: async () => {
        const { code, stdout, stderr } = await new Deno.Command(program, {
          args: [...args, file],
          cwd: dir,
          clearEnv: true,
          env: cleanEnv(dir),
        }).output();
        const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
        assert.equal(code, 0, text(stderr));
        assert.match(text(stdout), PRINTED[index] ?? /^$/);
      },
    });
  }
});
