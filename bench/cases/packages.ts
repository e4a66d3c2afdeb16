import { indexFolder, inventoryPermissions } from "../../src/inventory/launch.ts";
import { createInventoryWorker } from "../../src/inventory/mod.ts";
import { createIndexReader, type IndexReader, openIndexFile } from "../../src/packages/index/mod.ts";
import { waitFor } from "../../tests/e2e/_daemon.ts";
import { median } from "../measure.ts";
import type { Figure } from "../report.ts";
import { settle, startSubject } from "../subject.ts";

const MEBI = 1024 * 1024;
const BUILDS = 3;

/** The packages of this machine: build, load and search of their index, on its own and over the socket. */
export async function* packages(quick: boolean): AsyncGenerator<Figure> {
  const state_dir = Deno.makeTempDirSync({ prefix: "cortex-bench-" });
  try {
    const path = `${indexFolder(state_dir)}/index`;
    const worker = createInventoryWorker(
      inventoryPermissions({ host_root: "", state_dir, socket_dir: state_dir }),
    );
    const builds: number[] = [];
    let count = 0;
    for (let round = 0; round < BUILDS; round++) {
      const before = performance.now();
      count = (await worker.ask("build", { root: "/", paths: [path] })).packages;
      builds.push(performance.now() - before);
    }
    const what = `${count} packages`;
    yield { what: `index of ${what}, build`, value: median(builds), unit: "ms", budget: most(1500) };
    const { reader, load_ms, bytes } = await load(path);
    yield { what: `index of ${what}, load`, value: load_ms, unit: "ms", budget: most(60) };
    yield { what: `index of ${what}, in memory`, value: bytes / MEBI, unit: "MiB", budget: most(25) };
    const queries = unseen(reader, quick ? 500 : 2000);
    const own = queries.map((words) => {
      const before = performance.now();
      reader.search(words, { after: null, limit: 50 });
      return performance.now() - before;
    });
    yield* spread("search never seen", own);
    yield* overSocket(queries);
  } finally {
    Deno.removeSync(state_dir, { recursive: true });
  }
}

const most = (limit: number) => ({ at: "most", limit }) as const;

async function load(path: string): Promise<{ reader: IndexReader; load_ms: number; bytes: number }> {
  const before = performance.now();
  const file = await openIndexFile(path);
  const columns = await file.columns();
  const load_ms = performance.now() - before;
  return { reader: createIndexReader(file, columns), load_ms, bytes: columns.flags.buffer.byteLength };
}

/** Names, their beginnings, pieces and slips, and words of descriptions: each kind a fifth. */
function unseen(reader: IndexReader, count: number): string[][] {
  const items = [..."abcdefghijklmnopqrstuvwxyz"].flatMap((letter) =>
    reader.search([letter], { after: null, limit: 100_000 }).items
  );
  const random = (below: number) => Math.floor(Math.random() * below);
  return Array.from({ length: count }, (_, index) => {
    const { name = "x", description = "x" } = items[random(items.length)] ?? {};
    const at = random(name.length - 3);
    const kinds = [
      name,
      name.slice(0, 3 + random(5)),
      name.slice(at, at + 3 + random(4)),
      name.slice(0, at + 1) + name.slice(at + 2),
      description.toLowerCase().split(" ").slice(0, 2).join(" "),
    ];
    return (kinds[index % kinds.length] || "x").split(" ").filter((word) => word !== "");
  });
}

/** One after the other, as one client on a connection that stays open sends them. */
async function* overSocket(queries: readonly (readonly string[])[]): AsyncGenerator<Figure> {
  await using subject = await startSubject();
  const search = (words: readonly string[]) =>
    subject.daemon.fetch(`/v1/packages?q=${encodeURIComponent(words.join(" "))}`);
  await waitFor("the index", async () => {
    const response = await search(["x"]);
    await response.body?.cancel();
    return response.ok ? true : undefined;
  });
  // What the start looks at, and the workers that it starts, are over then.
  await settle(10);
  const times: number[] = [];
  for (const words of queries) {
    const before = performance.now();
    await (await search(words)).arrayBuffer();
    times.push(performance.now() - before);
  }
  yield* spread("search never seen, over the socket", times);
}

function* spread(what: string, times: readonly number[]): Generator<Figure> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  yield { what: `${what}, p50 of ${times.length}`, value: at(0.5), unit: "ms", budget: most(0.6) };
  yield { what: `${what}, p99`, value: at(0.99), unit: "ms", budget: most(3) };
}
