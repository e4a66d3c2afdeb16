import assert from "node:assert/strict";
import { connect } from "../../src/client/mod.ts";
import { CortexError, type JobDetail } from "../../src/contract/mod.ts";
import { auditFolder } from "../../src/inventory/offline.ts";
import { feedsFolder } from "../../src/inventory/launch.ts";
import { statusText } from "../unit/packages/_status.ts";
import { cortex } from "./_cortex.ts";
import { type Daemon, daemonDir, waitFor } from "./_daemon.ts";
import { bookworm, ID, startOn, tracker } from "./_vulnerabilities.ts";

/** Imports a text as a feed; gives the job as it ended. */
async function importFeed(daemon: Daemon, text: string): Promise<JobDetail> {
  await using client = await connect({ socket_dir: `${daemon.dir}/run` });
  const { id } = await client.feeds.import({ name: "test.json" });
  await client.sendFeed(id, new Blob([text]).stream()).catch(() => {}); // its job says why
  return await waitFor("the end of the import", async () => {
    const job = await client.jobs.get({ id });
    return job.state === "running" ? undefined : job;
  });
}

Deno.test("a daemon without a feed knows nothing; an imported one counts, and a malformed one changes nothing", async () => {
  using host = bookworm();
  const dir = daemonDir();
  try {
    await using daemon = await startOn(host.root, dir);
    const list = () => daemon.get("vulnerabilities.list", "/v1/vulnerabilities");
    const before = await list();
    assert.deepEqual([before.items, before.feed], [[], null]);
    assert.notEqual(before.unknown_since, null);

    assert.deepEqual((await importFeed(daemon, tracker())).result, {
      feed: "debian-tracker",
      suite: "bookworm",
      entries: 3,
      in_force: true,
    });
    const { items, feed, unknown_since } = await list();
    assert.deepEqual(items.map((found) => [found.package, found.id, found.verdict, found.fixed_version]), [
      ["libc6", "CVE-2026-2", "unfixed", null],
      ["vim", ID, "fixable", "2:9.0-3"],
    ]);
    assert.deepEqual([feed?.name, feed?.stale, feed?.in_force, unknown_since], [
      "debian-tracker",
      false,
      true,
      null,
    ]);

    const alerts = await daemon.get("alerts.list", "/v1/alerts?category=cve");
    assert.deepEqual(alerts.items.map(({ subject, severity }) => [subject, severity]), [["high", "error"]]);

    const broken = await importFeed(daemon, tracker().replace("}},", "}}\n\n!,"));
    assert.equal(broken.error?.code, "FEED_INVALID");
    assert.match(broken.error?.message ?? "", /"test\.json" line 3: /);
    const foreign = await importFeed(daemon, tracker().replaceAll("bookworm", "trixie"));
    assert.match(foreign.error?.message ?? "", /says nothing of the release "bookworm"/);
    const arch = [{ name: "AVG-1", packages: ["vim"], status: "Unknown", affected: "1", issues: ["CVE-1"] }];
    assert.match(
      (await importFeed(daemon, JSON.stringify(arch))).error?.message ?? "",
      /another distribution/,
    );
    assert.equal((await importFeed(daemon, tracker({ pad: " ".repeat(100_000) }))).error?.code, "TOO_LARGE");
    assert.deepEqual((await list()).items, items);
    assert.deepEqual([...Deno.readDirSync(feedsFolder(`${dir}/state`))].map(({ name }) => name), [
      "debian-tracker",
    ]);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});

Deno.test("pages, filters, summary and a feed that somebody put into the folder", async () => {
  using host = bookworm();
  const dir = daemonDir();
  try {
    const feeds = feedsFolder(`${dir}/state`);
    Deno.mkdirSync(feeds, { recursive: true, mode: 0o700 });
    Deno.writeTextFileSync(`${feeds}/mine.json`, tracker());
    Deno.writeTextFileSync(`${feeds}/other`, "no feed");
    await Deno.utime(
      `${feeds}/mine.json`,
      new Date("2020-01-02T03:04:05Z"),
      new Date("2020-01-02T03:04:05Z"),
    );
    await using daemon = await startOn(host.root, dir);
    const list = (query: string) => daemon.get("vulnerabilities.list", `/v1/vulnerabilities?${query}`);
    const first = await list("all=true&limit=2");
    const rest = await list(`all=true&limit=2&cursor=${first.next_cursor}`);
    assert.deepEqual([...first.items, ...rest.items].map(({ id }) => id), ["CVE-2026-2", "CVE-2026-3", ID]);
    assert.equal(rest.next_cursor, null);
    for (const query of ["fixable=true", "severity=high", "verdict=fixable", "package=vim"]) {
      assert.deepEqual((await list(query)).items.map(({ id }) => id), [ID], query);
    }
    const summary = await daemon.get("vulnerabilities.summary", "/v1/vulnerabilities/summary");
    assert.deepEqual([summary.packages, summary.vulnerabilities, summary.by_severity.high.fixable], [
      2,
      2,
      1,
    ]);
    assert.deepEqual([summary.feed?.stale, summary.unknown_since], [true, "2020-01-02T03:04:05.000Z"]);
    const { items, problems } = await daemon.get("feeds.list", "/v1/feeds");
    assert.deepEqual(items.map(({ name, published_at }) => [name, published_at]), [
      ["mine.json", "2020-01-02T03:04:05.000Z"],
    ]);
    assert.deepEqual(problems.map(({ file, line }) => [file, line]), [["other", 1]]);
    assert.equal(await daemon.stop(), 0);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});

Deno.test("feed import and audit of the command line", async () => {
  using host = bookworm();
  const dir = daemonDir();
  try {
    await using daemon = await startOn(host.root, dir);
    Deno.writeTextFileSync(`${dir}/feed.json`, tracker());
    Deno.writeTextFileSync(`${dir}/broken.json`, `{"vim": {"CVE-1": {\n"releases": !}}}`);
    const run = (...args: string[]) => cortex(daemon, args);
    assert.match((await run("audit")).out, /^Unknown since \S+: there is no feed/);
    const imported = await run("feed", "import", `${dir}/feed.json`);
    assert.equal(imported.exit, 0, imported.err);
    assert.match(imported.out, /in force +yes/);
    Deno.writeTextFileSync(`${dir}/older`, "VERSION 1\nCVE-2026-9,,\n\nvim,0,S   ,,\n\n");
    await Deno.utime(`${dir}/older`, new Date("2020-01-02"), new Date("2020-01-02"));
    assert.match((await run("feed", "import", `${dir}/older`)).out, /in force +no: another feed is newer/);
    const broken = await run("feed", "import", `${dir}/broken.json`);
    assert.equal(broken.exit, 1);
    assert.match(broken.err, /"broken\.json" line 2: a value that is not JSON/);
    assert.match((await run("feed", "import", dir)).err, /Cannot read the feed ".*": it is no file/);
    const audit = await run("audit", "--fixable", "--json");
    const { findings, feed } = JSON.parse(audit.out);
    assert.deepEqual(findings, [{
      package: "vim",
      version: "2:9.0",
      source: "vim",
      id: ID,
      verdict: "fixable",
      fixed_version: "2:9.0-3",
      severity: "high",
    }]);
    assert.equal(feed.suite, "bookworm");
    const explained = await run("explain", ID);
    assert.match(explained.out.replace(/\s+/g, " "), /"vim" 2:9\.0 is fixable: 2:9\.0-3 has the fix/);
    assert.equal((await run("explain", "CVE-1999-9999")).exit, 5);
    assert.match((await run("feed", "list")).out, /debian-tracker +debian-tracker +bookworm +3/);
    assert.equal(daemon.output().includes("ERR"), false, daemon.output());
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});

Deno.test("without a daemon: an image, a saved database, and a worker that reads those and the feed only", async () => {
  using host = bookworm();
  const feed = `${host.state_dir}/feed.json`;
  Deno.writeTextFileSync(feed, tracker());
  const ids = async (root: string, is: "root" | "admindir", suite: string | null) => {
    const { findings } = await auditFolder({ root, is_admin_dir: is === "admindir", feed, suite });
    return findings.filter(({ verdict }) => verdict !== "not_affected").map(({ id }) => id);
  };
  const expected = ["CVE-2026-2", ID];
  assert.deepEqual(await ids(host.root, "root", null), expected);
  assert.deepEqual(await ids(host.root, "root", "Debian:12"), expected);
  assert.deepEqual(await ids(`${host.root}/var/lib/dpkg`, "admindir", "bookworm"), expected);
  const fails = (promise: Promise<unknown>, code: string) =>
    assert.rejects(promise, (error) => error instanceof CortexError && error.code === code);
  await fails(ids(host.root, "root", "trixie"), "FEED_INVALID");
  await fails(ids(`${host.root}/nowhere`, "root", null), "NOT_FOUND");
  await fails(ids(`${host.root}/etc`, "root", "bookworm"), "NOT_FOUND");
  host.write("/elsewhere", statusText([{ name: "secret", version: "1" }]));
  Deno.removeSync(`${host.root}/var/lib/dpkg/status`);
  Deno.symlinkSync(`${host.root}/elsewhere`, `${host.root}/var/lib/dpkg/status`);
  await fails(ids(`${host.root}/var/lib/dpkg`, "admindir", "bookworm"), "UNAVAILABLE");
});

/** Recorded databases and feeds, beside the checkout. */
const DATA = new URL("../../../shared/data/", import.meta.url).pathname;

Deno.test({
  name:
    "recorded databases have the same vulnerabilities by debsecan's feed and by the tracker's (shared data)",
  ignore: !isThere(`${DATA}admindirs.tar.gz`),
  async fn() {
    const folder = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-audit-" });
    try {
      for (const archive of ["admindirs", "debsecan-feed"]) {
        const args = ["-xzf", `${DATA}${archive}.tar.gz`, "-C", folder];
        assert.ok(new Deno.Command("tar", { args }).outputSync().success);
      }
      const vulnerable = async (root: string, feed: string) => {
        const { findings } = await auditFolder({ root, is_admin_dir: true, feed, suite: "Debian:12" });
        return findings.filter(({ verdict }) => verdict !== "not_affected")
          .map((found) => `${found.package} ${found.id} ${found.fixed_version}`);
      };
      const databases = [...Deno.readDirSync(`${folder}/admindirs`)].map(({ name }) =>
        `${folder}/admindirs/${name}`
      );
      assert.ok(databases.length > 0);
      for (const root of databases) {
        const found = await vulnerable(root, `${folder}/feed/release/1/bookworm`);
        assert.ok(found.length > 0, root);
        assert.deepEqual(await vulnerable(root, `${DATA}tracker.json.gz`), found, root);
      }
    } finally {
      Deno.removeSync(folder, { recursive: true });
    }
  },
});

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
