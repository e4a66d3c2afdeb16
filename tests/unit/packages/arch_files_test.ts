import assert from "node:assert/strict";
import fc from "fast-check";
import { gunzipSync, gzipSync, zstdCompressSync } from "node:zlib";
import { PackageFileError } from "../../../src/packages/file_error.ts";
import { memoryFiles } from "../../../src/packages/files.ts";
import { readDesc } from "../../../src/packages/arch/desc.ts";
import { matchesGlob } from "../../../src/core/glob.ts";
import { readPacmanConf } from "../../../src/packages/arch/pacman_conf.ts";
import { archSource } from "../../../src/packages/arch/source.ts";
import { readSyncDatabase } from "../../../src/packages/arch/sync_database.ts";
import { archIndex } from "../../../src/packages/arch/index_source.ts";
import { readArchDatabase } from "../../../src/packages/arch/local_database.ts";
import type { IndexRow } from "../../../src/packages/index/row.ts";
import { archUpdates } from "../../../src/packages/arch/updates.ts";
import { aurLine, desc, local, syncDatabase } from "./_pacman.ts";

const fixture = (name: string) => Deno.readFileSync(new URL(`../../fixtures/arch/${name}`, import.meta.url));
const faultOf = (read: () => unknown): PackageFileError => {
  try {
    read();
  } catch (error) {
    if (error instanceof PackageFileError) return error;
    throw error;
  }
  return assert.fail("nothing was thrown");
};

async function synced(bytes: Uint8Array): Promise<string[]> {
  const names: string[] = [];
  const files = memoryFiles({ "/var/lib/pacman/sync/extra.db": bytes });
  await readSyncDatabase(
    files,
    "/var/lib/pacman/sync/extra.db",
    ({ facts: { name, version } }) => names.push(`${name} ${version}`),
  );
  return names;
}

Deno.test("arch: a desc file of pacman's, with what is wanted of it", () => {
  const text = desc({
    NAME: "a",
    VERSION: "1:2-3",
    BASE: "b",
    DESC: "about",
    SIZE: "5",
    GROUPS: "x\ny",
    DEPENDS: "c\nd>=2",
    PROVIDES: "e=3",
  });
  assert.deepEqual(readDesc("d", text), {
    facts: {
      name: "a",
      architecture: "",
      version: "1:2-3",
      source: { name: "b", version: "1:2-3" },
      section: "",
      description: "about",
      installed_bytes: 5,
    },
    groups: ["x", "y"],
    depends: ["c", "d>=2"],
    optional: [],
    provides: ["e=3"],
    conflicts: [],
    automatic: false,
    download_bytes: null,
  });
});

Deno.test("arch: what is wrong with a desc file is told with its line", () => {
  const whole = { NAME: "a", VERSION: "1" };
  const faults: readonly [string, number, RegExp][] = [
    ["", 1, /%NAME%/],
    [desc({ ...whole, NAME: "../../etc" }), 1, /not the name/],
    [desc({ ...whole, VERSION: "1 2" }), 4, /not a version/],
    [desc({ ...whole, ISIZE: "1e9" }), 7, /not a number/],
    [desc({ ...whole, BASE: "/a" }), 7, /not the name/],
    [desc(whole) + desc({ NAME: "b" }), 7, /second time/],
    [desc(whole) + "loose\n", 7, /neither/],
    [desc({ ...whole, DESC: "\0" }), 8, /NUL/],
  ];
  for (const [text, line, reason] of faults) {
    const fault = faultOf(() => readDesc("d", text));
    assert.equal(fault.line, line, text);
    assert.match(fault.reason, reason);
  }
});

Deno.test("arch: a repository's database that repo-add made, in each packing", async () => {
  const recorded = fixture("extra.db");
  const plain = gunzipSync(recorded);
  for (const bytes of [recorded, plain, zstdCompressSync(plain), fixture("extra.db.xz")]) {
    assert.deepEqual(await synced(bytes), ["asked 1:1.1-1", "new 2.0-1"]);
  }
});

Deno.test("arch: a repository's database cut or damaged anywhere is a PackageFileError or fewer packages", async () => {
  const recorded = fixture("extra.db");
  const plain = gunzipSync(recorded);
  const attempt = async (bytes: Uint8Array) => {
    try {
      assert.ok((await synced(bytes)).length <= 2);
    } catch (error) {
      assert.ok(error instanceof PackageFileError, String(error));
    }
  };
  await assert.rejects(synced(recorded.slice(0, -20)), PackageFileError);
  await assert.rejects(synced(plain.slice(0, 900)), PackageFileError);
  await fc.assert(
    fc.asyncProperty(fc.nat(plain.length), fc.nat(4_096), fc.nat(255), async (end, at, byte) => {
      await attempt(plain.map((old, i) => i === at ? byte : old).subarray(0, end));
      await attempt(recorded.map((old, i) => i === at % recorded.length ? byte : old));
    }),
    { numRuns: 100 },
  );
});

Deno.test("arch: paths in a database that lead elsewhere, and huge files, count for nothing", async () => {
  const huge = await syncDatabase({ "a-1/desc": "x".repeat(1_100_000) });
  await assert.rejects(synced(huge), /more than 1048576 bytes/);
  const away = desc({ NAME: "a", VERSION: "1" });
  assert.deepEqual(
    await synced(await syncDatabase({ "../a-1/desc": away, "a/b/desc": away, "a-1/files": "" })),
    [],
  );
});

async function confOf(text: string, further: Readonly<Record<string, string>> = {}) {
  const problems: PackageFileError[] = [];
  const conf = await readPacmanConf(memoryFiles({ "/etc/pacman.conf": text, ...further }), problems);
  return { ...conf, problems: problems.map(({ file, line, reason }) => `${file}:${line}: ${reason}`) };
}

Deno.test("arch: pacman.conf says the place, the order, what is ignored, and what it includes", async () => {
  assert.deepEqual(
    await confOf(
      "# c\n[options]\nIgnorePkg = a b*\nIgnoreGroup=g\nColor\nDBPath = /srv/pacman/\nLogFile = /srv/pacman.log\n[core]\nServer = x\nInclude = /etc/pacman.d/*.conf\nInclude = /opt/more\n",
      {
        "/etc/pacman.d/1.conf": "[extra]\n[options]\nIgnorePkg = c\nDBPath = /late\n",
        "/etc/pacman.d/2": "noise!",
        "/opt/more": "[own]\n",
      },
    ),
    {
      db_path: "/srv/pacman",
      log_file: "/srv/pacman.log",
      repositories: ["core", "extra", "own"],
      ignored_packages: ["a", "b*", "c"],
      ignored_groups: ["g"],
      problems: [],
    },
  );
  assert.equal((await confOf("[core]\n")).db_path, "/var/lib/pacman");
});

Deno.test("arch: of a database that may not be read where the settings put it, the setting is told", async () => {
  const problemsOf = async (conf: string) => {
    const files = memoryFiles({ "/etc/pacman.conf": conf });
    const { problems } = await readArchDatabase({
      ...files,
      list: (folder) => Promise.reject(new PackageFileError(folder, 0, "refused")),
    });
    return problems.map(({ message }) => message);
  };
  assert.deepEqual(await problemsOf("[options]\nDBPath = /srv/pacman\n"), [
    'Cannot read "/srv/pacman/local": refused; DBPath names it, which the daemon heeds in /etc/pacman.conf itself, ' +
    "as it starts, and a compiled one not at all: set it there and restart the daemon, or mount the folder at " +
    "/var/lib/pacman",
  ]);
  assert.deepEqual(await problemsOf(""), ['Cannot read "/var/lib/pacman/local": refused']);
});

Deno.test("arch: a fault of pacman.conf is told with its line, what stands before it and other files count", async () => {
  const faults = [
    "noise!",
    "[../up]",
    "Include = passwd",
    "Include = /etc/pacman.d/../x",
    "Include = /etc/*/x",
    "[options]\nDBPath = ../up",
    "[options]\nDBPath = /a/../b",
    "[options]\nDBPath = /",
    "[options]\nLogFile = pacman.log",
  ];
  for (const text of faults) {
    const { repositories, problems, db_path } = await confOf(`[core]\n${text}\n`);
    assert.deepEqual([repositories[0], problems.length, db_path], ["core", 1, "/var/lib/pacman"], text);
    assert.match(problems[0] ?? "", text.includes("\n") ? /conf:3: / : /conf:2: /);
  }
  const { repositories, problems } = await confOf("[core]\nInclude = /etc/pacman.d/a\n[extra]\n", {
    "/etc/pacman.d/a": "[own]\nInclude = /etc/pacman.d/a",
  });
  assert.deepEqual(repositories, ["core", "own", "extra"]);
  assert.match(problems.join(), /pacman.d\/a:2: .*without end/);
});

Deno.test("arch: patterns of fnmatch, in bounded time", () => {
  const fits: readonly [string, string, boolean][] = [
    ["linux*", "linux-lts", true],
    ["*-git", "a-git-git", true],
    ["l?nux", "linux", true],
    ["l?nux", "lnux", false],
    ["[a-c]x[!0-9]", "bxy", true],
    ["[a-c]x[!0-9]", "bx1", false],
    ["a.c", "abc", false],
    ["", "", true],
    ["*", "", true],
  ];
  for (const [pattern, text, expected] of fits) assert.equal(matchesGlob(pattern, text), expected, pattern);
  assert.equal(matchesGlob(`${"*a".repeat(120)}b`, "a".repeat(255)), false);
});

Deno.test("arch: updates by the first repository that has a package, then the AUR", async () => {
  const files = memoryFiles({
    "/etc/pacman.conf": "[options]\nIgnoreGroup = held\n[core]\n[extra]\n",
    ...local("both", "1.0-1"),
    ...local("epoch", "9-1"),
    ...local("foreign", "1.0-1"),
    ...local("grouped", "1-1", { GROUPS: "held" }),
    ...local("newer", "3-1"),
    "/var/lib/pacman/sync/core.db": await syncDatabase({
      "both-1.0-1/desc": desc({ NAME: "both", VERSION: "1.0-1" }),
      "epoch-1:1-1/desc": desc({ NAME: "epoch", VERSION: "1:1-1", CSIZE: "12" }),
      "grouped-2-1/desc": desc({ NAME: "grouped", VERSION: "2-1" }),
    }),
    "/var/lib/pacman/sync/extra.db": await syncDatabase({
      "both-2.0-1/desc": desc({ NAME: "both", VERSION: "2.0-1" }),
      "newer-2-1/desc": desc({ NAME: "newer", VERSION: "2-1" }),
    }),
    "/var/lib/cortex/feeds/packages-meta-ext-v1.json.gz": gzipSync(
      `[\n${["both", "foreign"].map((name) => aurLine(name, "7-1")).join(",\n")}\n]`,
    ),
  });
  const { updates, problems } = await archUpdates(files, await readArchDatabase(files));
  assert.deepEqual(problems, []);
  assert.deepEqual(
    updates.map((u) => [u.name, u.current, u.candidate, u.origin, u.download_bytes, u.held]),
    [
      ["epoch", "9-1", "1:1-1", "core", 12, false],
      ["foreign", "1.0-1", "7-1", "AUR", null, false],
      ["grouped", "1-1", "2-1", "core", null, true],
    ],
  );
});

Deno.test("arch: a package whose folder bears another name is a problem, and no package", async () => {
  const [text = ""] = Object.values(local("a", "1"));
  const found = await archSource.installed(
    memoryFiles({ ...local("b", "1"), "/var/lib/pacman/local/c-1/desc": text }),
  );
  assert.deepEqual(found.packages.map(({ name }) => name), ["b"]);
  assert.deepEqual(found.problems.map(({ file }) => file), ["/var/lib/pacman/local/c-1/desc"]);
});

Deno.test("arch: the index has what is installed with its candidate, and what is only offered", async () => {
  const files = memoryFiles({
    "/etc/pacman.conf": "[core]\n",
    ...local("a", "1-1", { DEPENDS: "b>=1", REASON: "1", DESC: "old" }),
    ...local("alone", "1-1"),
    "/var/lib/pacman/sync/core.db": await syncDatabase({
      "a-2-1/desc": desc({ NAME: "a", VERSION: "2-1", CSIZE: "9", DEPENDS: "c" }),
      "b-3-1/desc": desc({ NAME: "b", VERSION: "3-1", DESC: "new" }),
    }),
  });
  const rows: IndexRow[] = [];
  const problems = await archIndex.rows(files, (row) => rows.push(row));
  assert.deepEqual(problems, []);
  assert.deepEqual(
    rows.map((row) => [row.name, row.version, row.installed, row.manual, row.upgradable, row.description]),
    [
      ["a", "1-1", true, false, true, "old"],
      ["alone", "1-1", true, true, false, ""],
      ["b", "3-1", false, false, false, "new"],
    ],
  );
  const details = rows[0]?.details;
  assert.deepEqual([details?.candidate_version, details?.origin, details?.download_bytes], [
    "2-1",
    "core",
    9,
  ]);
  assert.equal(details?.depends, "b>=1");
});
