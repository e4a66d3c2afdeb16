import assert from "node:assert/strict";
import fc from "fast-check";
import { compareDpkgVersions } from "../../src/versions/mod.ts";
import type { Advisory } from "../../src/security/advisory.ts";
import { type Finding, match } from "../../src/security/match.ts";
import { unpacked } from "../../src/security/unpack.ts";
import { isUnpacked, readDpkgDatabase } from "../../src/packages/debian/database.ts";
import { format } from "../unit/security/_chunks.ts";
import { type Short, statusText } from "../unit/packages/_status.ts";
import { diskFiles } from "../../src/packages/disk_files.ts";
import { has, run } from "./_run.ts";

/** The recorded feeds, beside the checkout. */
const DATA = new URL("../../../shared/data/", import.meta.url).pathname;
const ignore = !exists(`${DATA}debsecan-feed.tar.gz`) || !has("debsecan");
const SUITE = "bookworm";

/** debsecan on a status file, and we on the same with both forms of the feed. */
interface Judges extends Disposable {
  debsecan(status: string): string[];
  ours(status: string, advisories: readonly Advisory[]): Promise<Finding[]>;
  readonly rows: readonly Advisory[];
  readonly tracker: readonly Advisory[];
}

async function judges(): Promise<Judges> {
  const folder = Deno.makeTempDirSync();
  run("tar", ["-xzf", `${DATA}debsecan-feed.tar.gz`, "-C", folder]);
  const feed = `${folder}/feed/release/1`;
  return {
    debsecan(status) {
      const args = [
        "--suite",
        SUITE,
        "--source",
        `file://${feed}/`,
        "--status",
        status,
        "--format",
        "simple",
      ];
      const { code, stdout, stderr } = run("debsecan", args);
      assert.equal(code, 0, stderr);
      return unique(stdout.split("\n").filter((line) => line !== ""));
    },
    async ours(status, advisories) {
      const files = diskFiles("/");
      const { packages } = await readDpkgDatabase({
        ...files,
        open: (path) => files.open(path.endsWith("/status") ? status : path),
        list: () => Promise.resolve([]),
      });
      return match(packages.filter(isUnpacked), advisories, { compare: compareDpkgVersions });
    },
    rows: await readFeed("debsecan", `${feed}/${SUITE}`),
    tracker: await readFeed("debian-tracker", `${DATA}tracker.json.gz`),
    [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }),
  };
}

async function readFeed(name: string, path: string): Promise<Advisory[]> {
  return await format(name).read(unpacked((await Deno.open(path)).readable), { file: path, suite: SUITE });
}

function lines(findings: readonly Finding[]): string[] {
  return unique(findings.map((found) => `${found.id} ${found.package}`));
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

Deno.test({
  name:
    "audit: this machine's vulnerabilities are debsecan's, by its own feed and by the tracker (shared data)",
  ignore,
  async fn() {
    using judge = await judges();
    const status = "/var/lib/dpkg/status";
    const expected = judge.debsecan(status);
    assert.ok(expected.length > 0);
    assert.deepEqual(lines(await judge.ours(status, judge.rows)), expected);
    assert.deepEqual(lines(await judge.ours(status, judge.tracker)), expected);
  },
});

Deno.test({
  name:
    "audit: recorded databases have debsecan's vulnerabilities, and those of what is half installed (shared data)",
  ignore: ignore || !exists(`${DATA}admindirs.tar.gz`),
  async fn() {
    using judge = await judges();
    const folder = Deno.makeTempDirSync();
    run("tar", ["-xzf", `${DATA}admindirs.tar.gz`, "-C", folder]);
    for (const { name } of Deno.readDirSync(`${folder}/admindirs`)) {
      const status = `${folder}/admindirs/${name}/status`;
      const expected = judge.debsecan(status);
      const found = lines(await judge.ours(status, judge.rows));
      // debsecan passes over every package whose Status does not have the word "installed": what is unpacked,
      // half-configured, half-installed or waits for a trigger. Its files are on the disk, and whoever runs them is as
      // vulnerable, so here it counts. The database 04-half-states has five such packages.
      const unfinished = unfinishedPackages(Deno.readTextFileSync(status));
      const others = found.filter((line) => !unfinished.has(line.split(" ")[1] ?? ""));
      assert.deepEqual(others, expected, name);
      assert.equal(others.length < found.length, name === "04-half-states", name);
    }
    Deno.removeSync(folder, { recursive: true });
  },
});

/** Packages that dpkg has begun with and not finished. */
function unfinishedPackages(status: string): ReadonlySet<string> {
  const field = (paragraph: string, name: string) =>
    new RegExp(`^${name}: (.*)$`, "m").exec(paragraph)?.[1] ?? "";
  const unfinished = status.split("\n\n").filter((one) =>
    !field(one, "Status").split(" ").includes("installed")
  );
  return new Set(unfinished.map((one) => field(one, "Package")));
}

Deno.test({
  name: "audit: any versions of the recorded sources, as debsecan judges them (shared data)",
  ignore,
  async fn() {
    using judge = await judges();
    const about = fc.constantFrom(...judge.rows);
    const version = fc.tuple(about, fc.constantFrom("", "~", "~rc1", "+b1", "+deb12u1", "+local1", ".1"))
      .map(([row, tail]) => ({ name: row.package, version: (row.fixed ?? "1.0-1") + tail }));
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(version, { selector: ({ name }) => name, maxLength: 60 }),
        async (sources) => {
          const packages: Short[] = sources.map(({ name, version }, index) => ({
            name: `bin-${index}`,
            version: index % 3 === 0 ? `9:${version.replace(/^\d+:/, "")}` : version,
            fields: { Source: index % 3 === 0 ? `${name} (${version})` : name },
          }));
          const status = Deno.makeTempFileSync();
          Deno.writeTextFileSync(status, statusText([{ name: "dpkg" }, ...packages]));
          const expected = judge.debsecan(status);
          assert.deepEqual(lines(await judge.ours(status, judge.rows)), expected);
          assert.deepEqual(lines(await judge.ours(status, judge.tracker)), expected);
          Deno.removeSync(status);
        },
      ),
      { numRuns: 20 },
    );
  },
});

Deno.test({
  name: "audit: where we differ from debsecan, and why (shared data)",
  ignore,
  async fn() {
    using judge = await judges();
    const curl = judge.rows.find((row) => row.package === "curl" && row.fix_available);
    assert.ok(curl !== undefined);
    const of = (name: string, more: Partial<Short>): Short => ({
      name,
      version: "1.0-1",
      fields: { Source: "curl" },
      ...more,
    });
    const status = Deno.makeTempFileSync();
    Deno.writeTextFileSync(
      status,
      statusText([
        { name: "dpkg" },
        of("whole", {}),
        // debsecan counts only what is installed to the end; the files of these are on the disk too.
        of("unpacked", { status: "install ok unpacked" }),
        of("waiting", { status: "install ok triggers-pending" }),
        // Neither counts what was removed and left its configuration.
        of("removed", { status: "deinstall ok config-files" }),
        of("rebuilt", { version: `${curl.fixed}+local1` }),
      ]),
    );
    const named = (list: readonly string[]) => list.filter((line) => line.startsWith(`${curl.id} `));
    assert.deepEqual(named(judge.debsecan(status)), [`${curl.id} whole`]);
    assert.deepEqual(named(lines(await judge.ours(status, judge.rows))), [
      `${curl.id} unpacked`,
      `${curl.id} waiting`,
      `${curl.id} whole`,
    ]);
    // A row that debsecan lists as a plain vulnerability is told apart where the tracker calls it unimportant.
    const verdicts = new Set(
      (await judge.ours("/var/lib/dpkg/status", judge.tracker)).map(({ verdict }) => verdict),
    );
    assert.ok(verdicts.has("unimportant"));
    Deno.removeSync(status);
  },
});
