import assert from "node:assert/strict";
import { reach, readModules } from "../graph/_graph.ts";

const modules = readModules();

/**
 * What is loaded late or only where it fits: one of both runtimes, what checks a backup that is fetched, and what reads
 * the host without a daemon.
 */
const LATE = ["src/client/node_runtime.ts", "src/store/offline.ts", "cli/commands/health/local.ts"];

/** The packages loaded by a module and all that it imports; Node's own count too. */
function packagesOf(path: string): string[] {
  // The list names every command; which of them is loaded is decided at run time.
  const reached = reach(
    modules,
    [path],
    ({ path: from, loads }) => from === "cli/commands.ts" ? [] : loads.filter((one) => !LATE.includes(one)),
  );
  return [...new Set([...reached].flatMap((one) => modules.get(one)?.loaded_packages ?? []))];
}

Deno.test("the command line starts without any package, and so does every command that needs a daemon", () => {
  assert.deepEqual(packagesOf("cli/main.ts"), ["node:util"]);
  const commands = [...modules.keys()].filter((path) => path.startsWith("cli/commands/"));
  const groups = ["cli/commands/alerts.ts", "cli/commands/config.ts", "cli/commands/model.ts"];
  const loading = commands.filter((path) => !groups.includes(path) && packagesOf(path).length > 0);
  // Doctor reads the configuration as a daemon would; the manual of the daemon lists its options; a restore checks;
  // the daemon is started with its own options; a model goes where its state is; a look without a daemon is made with
  // its parts.
  assert.deepEqual(
    loading.filter((path) =>
      !/^cli\/commands\/(doctor|man|restore|daemon|model\/import|health\/local)\b/.test(path)
    )
      .sort(),
    ["_rule_defaults", "example", "schema", "validate"].map((name) => `cli/commands/config/${name}.ts`),
  );
});
