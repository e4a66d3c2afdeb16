import assert from "node:assert/strict";
import { indexFolder, inventoryPermissions } from "../../src/inventory/launch.ts";
import { createInventoryWorker } from "../../src/inventory/mod.ts";
import { createIndexReader, openIndexFile } from "../../src/packages/index/mod.ts";
import { has, run } from "./_run.ts";

const ignore = !has("apt-mark");

function linesOf(program: string, ...args: string[]): string[] {
  return run(program, args).stdout.split("\n").filter((line) => line !== "");
}

Deno.test({ name: "the index of this machine's packages is what dpkg and apt say", ignore }, async () => {
  const state_dir = await Deno.makeTempDir({ dir: "/tmp", prefix: "cx-inventory-" });
  try {
    const path = `${indexFolder(state_dir)}/index`;
    const worker = createInventoryWorker(
      inventoryPermissions({ host_root: "", state_dir, socket_dir: state_dir }),
    );
    const info = await worker.ask("build", { root: "/", paths: [path] });
    assert.deepEqual(info.problems, []);
    using file = await openIndexFile(path);
    const index = createIndexReader(file, await file.columns());
    const manual = linesOf("apt-mark", "showmanual").map((name) => name.split(":")[0]).sort();
    const { items } = index.explicit({ after: null, limit: 100_000 });
    assert.deepEqual(items.map(({ name }) => name).sort(), manual);
    const installed = linesOf("dpkg-query", "-W", "-f=${db:Status-Status} ${Package}\\n");
    const unpacked = installed.filter((line) => !/^(config-files|not-installed) /.test(line));
    assert.equal(info.installed, unpacked.length);
    const upgradable = linesOf("apt", "list", "--upgradable").filter((line) => line.includes("/"));
    assert.equal(info.updates, upgradable.length);
    const names = items.slice(0, 50).map(({ name }) => name);
    const candidates = linesOf("apt-cache", "policy", ...names).filter((line) =>
      line.startsWith("  Candidate:")
    );
    assert.deepEqual(
      names.map((name) => `  Candidate: ${index.info(name)?.candidate_version}`),
      candidates,
    );
  } finally {
    await Deno.remove(state_dir, { recursive: true });
  }
});
