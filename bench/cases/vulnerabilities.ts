import { feedsFolder, indexFolder, inventoryPermissions } from "../../src/inventory/launch.ts";
import { createInventoryWorker } from "../../src/inventory/mod.ts";
import { match, readFeed } from "../../src/security/mod.ts";
import { compareDpkgVersions } from "../../src/versions/mod.ts";
import { median } from "../measure.ts";
import { queuedMs } from "../process.ts";
import type { Figure } from "../report.ts";

const MEBI = 1024 * 1024;
/** As many as Debian's tracker has, of as many sources as have any. */
const [CVES, SOURCES] = [50_000, 3_600];
const PACKAGES = 750;
const ROUNDS = 5;
/** How often the main thread is looked at while a worker audits, milliseconds. */
const LOOK_MS = 1;

const most = (limit: number) => ({ at: "most", limit }) as const;

/**
 * A feed as large as Debian's tracker: read as a stream, matched, and audited by the worker beside a main thread that
 * is watched.
 */
export async function* vulnerabilities(): AsyncGenerator<Figure> {
  const folder = Deno.makeTempDirSync({ prefix: "cortex-bench-" });
  try {
    const { feed, root, state_dir } = makeHost(folder);
    const bytes = Deno.statSync(feed).size;
    // First: what the main thread throws away below would be collected meanwhile.
    const host_root = root;
    const permissions = inventoryPermissions({ host_root, state_dir, socket_dir: state_dir });
    using worker = createInventoryWorker(permissions, undefined, { stay_ms: 30_000 });
    const input = { root, feeds: feedsFolder(state_dir), paths: [`${indexFolder(state_dir)}/audit`] };
    const bare = await stallOf(startBare);
    const start = await stallOf(() => worker.ask("why", { root, name: "nothing" }));
    yield { what: "a worker's start, the main thread's longest stall", value: start, unit: "ms", bare };
    const began = performance.now();
    const stall = await stallOf(() => worker.ask("audit", input));
    yield { what: "audit in a worker that has started", value: performance.now() - began, unit: "ms" };
    yield {
      what: "... the main thread's longest stall meanwhile",
      value: stall,
      unit: "ms",
      budget: most(10),
    };

    const before = performance.now();
    const { advisories } = await readFeed((await Deno.open(feed)).readable, {
      file: "tracker",
      suite: "bookworm",
    });
    const what = `feed of ${CVES} CVEs, ${Math.round(bytes / MEBI)} MiB`;
    yield { what: `${what}, read`, value: performance.now() - before, unit: "ms" };

    const packages = Array.from({ length: PACKAGES }, (_, index) => {
      const source = { name: sourceName(index), version: "1.2-3" };
      return { name: `${source.name}-bin`, version: "1.2-3", source };
    });
    const times: number[] = [];
    let found = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      found = match(packages, advisories, { compare: compareDpkgVersions, all: true }).length;
      times.push(performance.now() - start);
    }
    const of = `${PACKAGES} packages against it, ${found} findings`;
    yield { what: `match of ${of}`, value: median(times), unit: "ms", budget: most(250) };
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** A host with packages built from the first sources of a feed, and that feed where the daemon looks for feeds. */
function makeHost(folder: string): { feed: string; root: string; state_dir: string } {
  const [root, state_dir] = [`${folder}/host`, `${folder}/state`];
  for (
    const path of [`${root}/var/lib/dpkg`, `${root}/etc`, feedsFolder(state_dir), indexFolder(state_dir)]
  ) {
    Deno.mkdirSync(path, { recursive: true });
  }
  const status = Array.from(
    { length: PACKAGES },
    (_, index) =>
      `Package: ${sourceName(index)}-bin\nStatus: install ok installed\nArchitecture: amd64\n` +
      `Version: 1.2-3\nSource: ${sourceName(index)}\nMaintainer: nobody\nDescription: a package\n`,
  );
  Deno.writeTextFileSync(`${root}/var/lib/dpkg/status`, status.join("\n"));
  Deno.writeTextFileSync(`${root}/etc/os-release`, "ID=debian\nVERSION_CODENAME=bookworm\nVERSION_ID=12\n");
  const feed = `${feedsFolder(state_dir)}/debian-tracker`;
  using file = Deno.openSync(feed, { write: true, create: true });
  const encoder = new TextEncoder();
  for (let source = 0; source < SOURCES; source++) {
    const cves = Array.from({ length: Math.ceil(CVES / SOURCES) }, (_, index) => cve(source, index)).join(
      ",",
    );
    file.writeSync(encoder.encode(`${source === 0 ? "{" : ","}"${sourceName(source)}":{${cves}}`));
  }
  file.writeSync(encoder.encode("}"));
  return { feed, root, state_dir };
}

function sourceName(index: number): string {
  return `source-${index}`;
}

/** One entry as the tracker has them: a text, and what each release has. */
function cve(source: number, index: number): string {
  const release = (version: string) => ({
    status: index % 3 === 0 ? "open" : "resolved",
    repositories: { bookworm: version, "bookworm-security": version },
    ...index % 3 === 0 ? {} : { fixed_version: index % 2 === 0 ? "1.2-3+deb12u1" : "1.0-1" },
    urgency: ["not yet assigned", "low", "medium", "unimportant"][index % 4],
  });
  return `"CVE-${2000 + index}-${source}":` + JSON.stringify({
    description: "A fault that somebody far away may use to read what is not meant for them. ".repeat(3),
    scope: "remote",
    releases: { bullseye: release("1.1-1"), bookworm: release("1.2-3"), sid: release("1.4-1") },
  });
}

/** Starts a worker that has nothing to load: what Deno itself takes. */
async function startBare(): Promise<void> {
  const worker = new Worker("data:text/javascript,postMessage(0)", {
    type: "module",
    deno: { permissions: "none" },
  });
  await new Promise((resolve) => worker.onmessage = resolve);
  worker.terminate();
}

/**
 * The longest time for which this thread was busy while something went on, milliseconds, without that in which others
 * of the machine had the processor.
 */
async function stallOf(work: () => Promise<unknown>): Promise<number> {
  const ready = () => performance.now() - queuedMs(Deno.pid);
  let last = ready();
  let longest = 0;
  const look = () => {
    const now = ready();
    longest = Math.max(longest, now - last - LOOK_MS);
    last = now;
  };
  const timer = setInterval(look, LOOK_MS);
  await work();
  clearInterval(timer);
  look();
  return longest;
}
