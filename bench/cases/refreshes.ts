import type { OutputOf } from "../../src/contract/mod.ts";
import { indexFolder } from "../../src/inventory/launch.ts";
import { createIndexReader, openIndexFile } from "../../src/packages/index/mod.ts";
import { quantile } from "../measure.ts";
import { PlainHttp } from "../plain_http.ts";
import type { Figure } from "../report.ts";
import { settle, startSubject } from "../subject.ts";
import { type Daemon, waitFor } from "../../tests/e2e/_daemon.ts";
import { searchPath, unseen } from "../unseen.ts";

/** What a host has of packages. */
const COPIED = ["/etc/apt", "/etc/os-release", "/var/lib/apt", "/var/lib/dpkg/status", "/var/lib/dpkg/arch"];
const MINUTES = 10;
const CHANGE_MS = 60_000;
/** Pause between two searches: one client that types. */
const PAUSE_MS = 20;

/** Searches never seen while the lists of a copy of this host's packages change each minute, and are read again. */
export async function* refreshes(quick: boolean): AsyncGenerator<Figure> {
  const root = Deno.makeTempDirSync({ prefix: "cortex-bench-" });
  try {
    copyPackages(root);
    await using subject = await startSubject(() => {}, { CORTEX_HOST_ROOT: root });
    const { daemon, dir } = subject;
    let built_at = await waitFor("the index", () => builtAt(daemon));
    const file = await openIndexFile(`${indexFolder(`${dir}/state`)}/index`);
    const duration_ms = (quick ? 2 : MINUTES) * 60_000;
    const queries = unseen(createIndexReader(file, await file.columns()), duration_ms / PAUSE_MS);
    await settle(10);
    using http = await PlainHttp.open(daemon.http_socket);
    // The first search reads the index into memory, which is a figure of its own.
    await http.get(searchPath(queries.pop() ?? ""));
    const took: number[] = [];
    let builds = 0;
    const end = performance.now() + duration_ms;
    let change = performance.now();
    for (let query = queries.pop(); query !== undefined && performance.now() < end; query = queries.pop()) {
      if (performance.now() >= change) {
        touchLists(root);
        change += CHANGE_MS;
        const now = await builtAt(daemon);
        if (now !== built_at) builds++;
        built_at = now ?? built_at;
      }
      took.push(await http.get(searchPath(query)));
      await settle(PAUSE_MS / 1000);
    }
    const what = `search during ${builds} new indexes in ${duration_ms / 60_000} min`;
    yield {
      what: `${what}, p99 of ${took.length}`,
      value: quantile(took, 0.99),
      unit: "ms",
      budget: { at: "most", limit: 5 },
    };
    yield { what: "... the longest", value: quantile(took, 1), unit: "ms" };
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
}

/** As `cp -a --parents`: what is not there is left out. */
function copyPackages(root: string): void {
  for (const path of COPIED) new Deno.Command("cp", { args: ["-aL", "--parents", path, root] }).outputSync();
}

/** What `apt-get update` does with lists that have changed: others in their place. */
function touchLists(root: string): void {
  const folder = `${root}/var/lib/apt/lists`;
  for (const { name, isFile } of Deno.readDirSync(folder)) {
    if (!isFile || !name.includes("_Packages")) continue;
    Deno.copyFileSync(`${folder}/${name}`, `${folder}/partial.${name}`);
    Deno.renameSync(`${folder}/partial.${name}`, `${folder}/${name}`);
  }
}

async function builtAt(daemon: Daemon): Promise<string | undefined> {
  const response = await daemon.fetch("/v1/packages/status");
  if (!response.ok) return void await response.body?.cancel();
  const { built_at }: OutputOf<"packages.status"> = await response.json();
  return built_at ?? undefined;
}
