import assert from "node:assert/strict";
import { memoryFiles } from "../../../src/packages/files.ts";
import { candidateOf, readCatalog } from "../../../src/packages/debian/catalog.ts";
import { list, release, RELEASES, type Tree } from "./_archive.ts";
import { statusText } from "./_status.ts";

/** Candidate of `tool`, of which 2.0 is installed, stable has 2.1, backports 3.0 and experimental 4.0. */
async function candidate(preferences: string, more: Tree = {}): Promise<string | undefined> {
  const host: Tree = {
    ...RELEASES,
    "/var/lib/dpkg/status": statusText([{ name: "dpkg" }, { name: "tool", version: "2.0" }]),
    ...list("stable", [{ name: "tool", version: "2.1", fields: { Source: "toolsrc" } }]),
    ...list("backports", [{ name: "tool", version: "3.0" }]),
    ...list("experimental", [{ name: "tool", version: "4.0" }]),
    "/etc/apt/preferences": preferences,
    ...more,
  };
  const catalog = await readCatalog(memoryFiles(host));
  assert.deepEqual(catalog.problems, []);
  const entry = Iterator.from(catalog.entries).find(({ name }) => name === "tool");
  return entry === undefined ? undefined : candidateOf(catalog, entry)?.version;
}

const RELEASE_OF_STABLE = "/var/lib/apt/lists/h.example_debian_dists_stable_Release";

const pin = (packages: string, target: string, priority: string) =>
  `Package: ${packages}\nPin: ${target}\nPin-Priority: ${priority}\n\n`;

Deno.test("policy: without pins the newest of the automatic archives", async () => {
  assert.equal(await candidate(""), "2.1");
});

Deno.test("policy: what came from backports is upgraded from there only where nothing else is newer", async () => {
  const from_backports = {
    "/var/lib/dpkg/status": statusText([{ name: "dpkg" }, { name: "tool", version: "2.9" }]),
  };
  assert.equal(await candidate("", from_backports), "3.0");
});

Deno.test("policy: pins by version, release, origin, glob, source and regular expression", async () => {
  for (
    const [given, expected] of [
      [pin("tool", "version 3.*", "600"), "3.0"],
      [pin("tool", "release a=experimental", "501"), "4.0"],
      [pin("tool", "release n=rc-buggy, o=Debian", "501"), "4.0"],
      [pin("tool", "release n=rc-buggy, o=Nobody", "501"), "2.1"],
      [pin("other t??l", "release experimental", "501"), "4.0"],
      [pin("/^TO+L$/", "release a=/^exp/", "501"), "4.0"],
      [pin("src:toolsrc", "version *", "50"), "3.0"],
      [pin("src:tool", "version 4.0", "501"), "4.0"],
      [pin("tool:i386", "version 4.0", "501"), "2.1"],
      [pin("tool:any", "version 4.0", "501"), "4.0"],
      [pin("*", 'origin "h.example"', "-1"), "2.0"],
      [pin("*", "release o=Debian Backports", "900"), "3.0"],
      [pin("*", "release v=12.*", "-1"), "3.0"],
      [pin("*", "Release A=experimental, x=1", "501"), "4.0"],
      [pin("TOOL", "version 4.0", "501"), "2.1"],
      [pin("tool:native", "version 4.0", "501"), "2.1"],
      [pin("* other", "version 4.0", "501"), "4.0"],
      [pin("*", "release c=main", "501"), "4.0"],
    ] as const
  ) assert.equal(await candidate(given), expected, given);
});

Deno.test("policy: the first pin counts, a specific one above a general, the file before the folder", async () => {
  const folder = { "/etc/apt/preferences.d/10tool": pin("tool", "version 3.0", "900") };
  assert.equal(await candidate(pin("*", "release a=experimental", "950"), folder), "4.0");
  assert.equal(await candidate(pin("tool", "version 3.0", "-1") + pin("tool", "version 3.0", "900")), "2.1");
  assert.equal(await candidate(pin("tool", "version 3.0", "-1"), folder), "2.1");
});

Deno.test("policy: the files of a folder count by their names, as run-parts has it, dots among them", async () => {
  const text = pin("tool", "version 3.0", "900");
  for (
    const [name, expected] of [
      ["php.example.org.pref", "3.0"],
      ["10:tool", "3.0"],
      ["10tool.bak", "2.1"],
      ["tool.pref.bak", "2.1"],
      [".tool.pref", "2.1"],
      ["tool.", "2.1"],
      ["tool~", "2.1"],
    ] as const
  ) assert.equal(await candidate("", { [`/etc/apt/preferences.d/${name}`]: text }), expected, name);
});

Deno.test("policy: a pin by origin names the host, not its port", async () => {
  const [[path = "", text = ""] = []] = Object.entries(list("other", [{ name: "tool", version: "9" }]));
  const more = {
    [path.replace("h.example", "h.example:8080")]: text,
    "/etc/apt/sources.list": "deb http://h.example:8080/debian other main\n",
  };
  assert.equal(await candidate(pin("*", "origin h.example", "-1"), more), "2.0");
  assert.equal(await candidate(pin("*", 'origin "h.example:8080"', "-1"), more), "9");
});

Deno.test("policy: a downgrade needs a priority of 1000", async () => {
  const newer = { "/var/lib/dpkg/status": statusText([{ name: "dpkg" }, { name: "tool", version: "5.0" }]) };
  assert.equal(await candidate(pin("tool", "version 2.1", "999"), newer), "5.0");
  assert.equal(await candidate(pin("tool", "version 2.1", "1000"), newer), "2.1");
});

Deno.test("policy: the default release of apt.conf", async () => {
  const conf = (text: string) => ({ "/etc/apt/apt.conf.d/10release": text });
  assert.equal(await candidate("", conf('APT::Default-Release "experimental";')), "4.0");
  assert.equal(
    await candidate("", conf('// a comment\nAPT { Default-Release "rc-buggy"; Other { "x"; }; };')),
    "4.0",
  );
  assert.equal(await candidate("", conf('APT::Install-Recommends "0";')), "2.1");
});

Deno.test("policy: a default release may name its parts; what is never to be taken is not for all that", async () => {
  const release = { "/etc/apt/apt.conf": 'APT::Default-Release "o=Debian, n=rc-buggy";' };
  assert.equal(await candidate("", release), "4.0");
  assert.equal(await candidate(pin("*", "release a=experimental", "never"), release), "2.1");
});

Deno.test("policy: an archive is automatic by any of apt's words, one without a Release has components", async () => {
  const of = (fields: Readonly<Record<string, string>>) =>
    candidate("", release("experimental", { Suite: "experimental", ...fields }));
  assert.equal(await of({ NotAutomatic: "true" }), "2.1");
  assert.equal(await of({ NotAutomatic: "0" }), "4.0");
  assert.equal(await of({ ButAutomaticUpgrades: "yes" }), "2.1");
  const { [RELEASE_OF_STABLE]: _, ...silent } = RELEASES;
  const catalog = await readCatalog(memoryFiles({
    ...silent,
    ...list("stable", [{ name: "tool", version: "2.1" }]),
    "/var/lib/dpkg/status": statusText([{ name: "dpkg" }]),
  }));
  assert.deepEqual(catalog.lists.map(({ component }) => component), ["main"]);
});

Deno.test("policy: a pin by what an archive does not say means none that is silent", async () => {
  const silent = release("experimental", { Suite: "experimental" });
  assert.equal(await candidate(pin("*", "release l=*", "-1"), silent), "4.0");
});

Deno.test("policy: a bad record names file, line and reason; the others count", async () => {
  const host: Tree = {
    ...list("stable", [{ name: "a", version: "1" }]),
    "/var/lib/dpkg/status": statusText([{ name: "dpkg" }]),
    "/etc/apt/preferences": "# about\n\nPackage: a\nPin: release a=stable\nPin-Priority: high\n",
    "/etc/apt/preferences.d/a": pin("a", "colour red", "1") + pin("a", "version 1", "never") +
      pin("*", "release *", "7"),
    "/etc/apt/preferences.d/b": "Explanation: kept\nPackage: a\nPin: release x=1\nPin-Priority: 1\n",
    "/etc/apt/apt.conf": 'APT { Default-Release "x";\n};\n};\n',
  };
  const { problems, policy, lists } = await readCatalog(memoryFiles(host));
  assert.deepEqual(lists.map((one) => policy.listPriority(one)), [7]);
  assert.deepEqual(problems.map(({ file, line }) => [file, line]), [
    ["/etc/apt/apt.conf", 3],
    ["/etc/apt/preferences", 3],
    ["/etc/apt/preferences.d/a", 1],
    ["/etc/apt/preferences.d/a", 5],
    ["/etc/apt/preferences.d/b", 1],
  ]);
});
