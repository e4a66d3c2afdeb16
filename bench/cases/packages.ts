import { indexFolder, inventoryPermissions } from "../../src/inventory/launch.ts";
import { createInventoryWorker } from "../../src/inventory/mod.ts";
import { createIndexReader, type IndexReader, openIndexFile } from "../../src/packages/index/mod.ts";
import { diskFiles } from "../../src/packages/mod.ts";
import { findConflicts } from "../../src/packages/debian/conflicts.ts";
import { readDpkgDatabase } from "../../src/packages/debian/database.ts";
import { waitFor } from "../../tests/e2e/_daemon.ts";
import { median, quantile } from "../measure.ts";
import { PlainHttp } from "../plain_http.ts";
import type { Figure } from "../report.ts";
import { settle, startSubject } from "../subject.ts";
import { searchPath, unseen } from "../unseen.ts";

const MEBI = 1024 * 1024;
const BUILDS = 3;
/** Searches that count for nothing. */
const WARM = 200;

/** The packages of this machine: build, load and search of their index, on its own and over the socket. */
export async function* packages(quick: boolean): AsyncGenerator<Figure> {
  const state_dir = Deno.makeTempDirSync({ prefix: "cortex-bench-" });
  try {
    const path = `${indexFolder(state_dir)}/index`;
    const permissions = inventoryPermissions({ host_root: "", state_dir, socket_dir: state_dir });
    const builds: number[] = [];
    let count = 0;
    for (let round = 0; round < BUILDS; round++) {
      // Each time one that has started, and has built nothing yet.
      using worker = createInventoryWorker(permissions, undefined, { stay_ms: 30_000 });
      await worker.ask("why", { root: "/nonexistent", name: "nothing" }).catch(() => null);
      const before = performance.now();
      count = (await worker.ask("build", { root: "/", paths: [path] })).packages;
      builds.push(performance.now() - before);
    }
    const what = `${count} packages`;
    yield { what: `index of ${what}, build`, value: median(builds), unit: "ms", budget: most(1500) };
    const { reader, load_ms, bytes } = await load(path);
    yield { what: `index of ${what}, load`, value: load_ms, unit: "ms", budget: most(60) };
    yield { what: `index of ${what}, in memory`, value: bytes / MEBI, unit: "MiB", budget: most(25) };
    const queries = unseen(reader, WARM + (quick ? 500 : 2000));
    const own = queries.map((query) => {
      const words = query.split(" ").filter((word) => word !== "");
      const before = performance.now();
      reader.search(words, { after: null, limit: 50 });
      return performance.now() - before;
    });
    yield* spread("search never seen", own);
    yield* overSocket(queries);
    yield* conflicts();
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

/** One after the other, as one client on a connection that stays open sends them. */
async function* overSocket(queries: readonly string[]): AsyncGenerator<Figure> {
  await using subject = await startSubject();
  await waitFor("the index", async () => {
    const response = await subject.daemon.fetch(searchPath("x"));
    await response.body?.cancel();
    return response.ok ? true : undefined;
  });
  // What the start looks at, and the workers that it starts, are over then.
  await settle(10);
  using http = await PlainHttp.open(subject.daemon.http_socket);
  // The code of a search is compiled by then.
  for (const query of queries.slice(0, WARM)) await http.get(searchPath(query));
  const first: number[] = [];
  for (const query of queries.slice(WARM)) first.push(await http.get(searchPath(query)));
  yield* spread("search never seen, over the socket", first);
  const again: number[] = [];
  // As many as are kept.
  const kept = queries.slice(-500);
  for (const query of kept) again.push(await http.get(searchPath(query)));
  yield* spread("search seen before, over the socket", again);
}

/** What is wrong with the packages of this machine. */
async function* conflicts(): AsyncGenerator<Figure> {
  const times: number[] = [];
  let count = 0;
  for (let round = 0; round < BUILDS; round++) {
    const database = await readDpkgDatabase(diskFiles("/"), "/var/lib/dpkg");
    const before = performance.now();
    findConflicts(database);
    times.push(performance.now() - before);
    count = database.packages.length;
  }
  yield { what: `conflicts of ${count} packages`, value: median(times), unit: "ms", budget: most(100) };
}

function* spread(what: string, times: readonly number[]): Generator<Figure> {
  yield {
    what: `${what}, p50 of ${times.length}`,
    value: quantile(times, 0.5),
    unit: "ms",
    budget: most(0.6),
  };
  yield { what: `${what}, p99`, value: quantile(times, 0.99), unit: "ms", budget: most(3) };
}
