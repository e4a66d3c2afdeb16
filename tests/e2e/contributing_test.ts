import assert from "node:assert/strict";
import { copyCheckout, helpersOf } from "./_checkout.ts";
import { cleanEnv, daemonDir, waitFor } from "./_daemon.ts";
import { addLine, readSteps } from "./_steps.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
/** What holds parts to their form: the lists, who imports whom, what users see. */
const UNIT_TESTS = ["graph", "contract", "golden", "alerts/rules_test.ts", "monitor/collectors_test.ts"];

/** A copy of the checkout with the steps applied. */
function makeCopy(folder: string): { readonly copy: string; readonly touched: readonly string[] } {
  const copy = `${folder}/copy`;
  copyCheckout(copy);
  const [, part = ""] =
    /^## Contributing\n(.+?)(?=^## |$(?!\n))/ms.exec(Deno.readTextFileSync(`${ROOT}README.md`)) ?? [];
  const { files, lines } = readSteps(part);
  for (const { path, text } of files) Deno.writeTextFileSync(`${copy}/${path}`, text, { createNew: true });
  for (const line of lines) {
    const path = `${copy}/${line.path}`;
    Deno.writeTextFileSync(path, addLine(Deno.readTextFileSync(path), line));
  }
  return { copy, touched: [...files, ...lines].map(({ path }) => path) };
}

/** Runs Deno in the copy; fails with all that it wrote. */
async function deno(
  copy: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const command = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: copy,
    env: { NO_COLOR: "1", ...env },
  });
  const { code, signal, stdout, stderr } = await command.output();
  // Deno 2.9's linter, which runs plugins, now and then dies of a fault of its own.
  if (signal === "SIGSEGV" && args[0] === "lint") return await deno(copy, args, env);
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assert.equal(code, 0, `deno ${args.join(" ")}\n${text(stdout)}${text(stderr)}`);
  return text(stdout);
}

/** What the notifier tells a program that fails the first time of all, until something is the case. */
async function notified(copy: string, dir: string, until: () => Promise<unknown>): Promise<string[]> {
  const program = `${dir}/tell.sh`;
  const told = `${dir}/told`;
  Deno.writeTextFileSync(program, `#!/bin/sh\n[ -e ${told} ]\ncode=$?\necho "$1" >>${told}\nexit $code\n`);
  Deno.chmodSync(program, 0o755);
  const notifier = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "-RWNE", `--allow-run=${program}`, "notify.ts", "pager", program],
    cwd: copy,
    env: { ...cleanEnv(dir), CORTEX_SOCKET_DIR: `${dir}/run` },
  }).spawn();
  try {
    await until();
  } finally {
    notifier.kill();
    await notifier.status;
  }
  return Deno.readTextFileSync(told).trimEnd().split("\n");
}

const unit = (folders: readonly string[]) => [
  "test",
  "--quiet",
  "--no-check",
  "--no-prompt",
  "--allow-read=.,/tmp",
  "--allow-write=.,/tmp",
  "--allow-env=TMPDIR,HOME,GOLDEN",
  ...folders.map((folder) => `tests/unit/${folder}`),
];

Deno.test(
  "the README's steps add a collector, a rule, an operation, a command, a check and a notifier that work",
  {
    // What is compiled is the same.
    ignore: Deno.env.has("CORTEX_TEST_BIN"),
  },
  async (t) => {
    const dir = daemonDir();
    try {
      const { copy, touched } = makeCopy(dir);
      await t.step("they pass the gate", async () => {
        assert.ok(touched.length > 12, "the README's steps were not found");
        await deno(copy, unit(["golden", "config", "cli/completions_golden_test.ts"]), { GOLDEN: "1" });
        await deno(copy, ["check", "--quiet", "main.ts", "cli/main.ts", "notify.ts"]);
        await deno(copy, ["lint", "--quiet", ...new Set(touched.filter((path) => path !== "notify.ts"))]);
        await deno(copy, ["fmt", "--quiet", "--check", ...touched]);
        await deno(copy, unit(UNIT_TESTS));
      });
      await t.step("they run", async () => {
        const { startDaemon, cortex } = await helpersOf(copy);
        const rule = "CORTEX__ALERTS__RULES__ENTROPY";
        await using daemon = await startDaemon({
          dir,
          env: { [`${rule}__WARNING`]: "100000", [`${rule}__FOR_SECONDS`]: "0" },
        });
        const alert = await waitFor("the rule's alert", async () => {
          const { items } = await daemon.get("alerts.list", "/v1/alerts?limit=500");
          return items.find(({ metric }) => metric === "entropy_bits");
        });
        assert.match(alert.message, /^The kernel has \d+ random bits ready$/);
        const { items } = await daemon.get("metrics.latest", "/v1/metrics/latest");
        assert.ok(items.some(({ series, value }) => series === "entropy_bits" && value > 0));
        const load = await cortex(daemon, ["load"]);
        assert.match(load.out, /^(light|medium|heavy)\n/, load.err);
        const doctor = await cortex(daemon, ["doctor", "--state-dir", `${dir}/state`, "--json"]);
        assert.match(doctor.out, /"criticals"/, doctor.err);
        const told = await notified(copy, dir, () =>
          waitFor("that all is delivered", async () => {
            const { consumers } = await daemon.get("outbox.list", "/v1/outbox");
            return consumers.find(({ name, waiting }) => name === "pager" && waiting === 0);
          }));
        assert.ok(
          told.some((line) => /^warning: alert\.raised: The kernel has \d+ random bits ready$/.test(line)),
        );
        assert.deepEqual(
          told.filter((line) => line === told[0]),
          [told[0], told[0]],
          "what failed came again",
        );
      });
    } finally {
      Deno.removeSync(dir, { recursive: true });
    }
  },
);
