import assert from "node:assert/strict";
import fc from "fast-check";
import { memoryFiles } from "../../../src/packages/files.ts";
import { PackageFileError } from "../../../src/packages/file_error.ts";
import { readDpkgStatus } from "../../../src/packages/debian/dpkg_status.ts";
import { readAutoInstalled } from "../../../src/packages/debian/extended_states.ts";
import { type ListedPackage, readPackagesList } from "../../../src/packages/debian/packages_list.ts";

const STATUS = "/var/lib/dpkg/status";

const CURL = `Package: curl
Status: hold ok installed
Priority: optional
Section: web
Installed-Size: 500
Architecture: amd64
Multi-Arch: foreign
Source: curl-src (7.88.1-10)
Version: 7.88.1-10+b2
Depends: libc6 (>= 2.34), libcurl4 (= 7.88.1-10+b2)
Description: command line tool
 The long text
`;

Deno.test("dpkg status: a paragraph with everything", async () => {
  const found = await readDpkgStatus(memoryFiles({ [STATUS]: CURL }));
  assert.deepEqual(found.map(({ build: _, ...rest }) => rest), [{
    name: "curl",
    version: "7.88.1-10+b2",
    architecture: "amd64",
    source: { name: "curl-src", version: "7.88.1-10" },
    section: "web",
    description: "command line tool",
    tags: "",
    installed_bytes: 512_000,
    multi_arch: "foreign",
    essential: false,
    relations: {
      Depends: [
        [{ name: "libc6", operator: ">=", version: "2.34" }],
        [{ name: "libcurl4", operator: "=", version: "7.88.1-10+b2" }],
      ],
    },
    want: "hold",
    state: "installed",
    reinstall_required: false,
    protected: false,
    required: false,
  }]);
});

Deno.test("dpkg status: the source is the package itself where nothing else is said, with its version where only the name is", async () => {
  const [own, named] = await readDpkgStatus(memoryFiles({
    [STATUS]: `Package: a\nStatus: install ok installed\nVersion: 1\n\n` +
      `Package: b\nStatus: install ok installed\nVersion: 2\nSource: c\n`,
  }));
  assert.deepEqual(own?.source, { name: "a", version: "1" });
  assert.deepEqual(named?.source, { name: "c", version: "2" });
});

Deno.test("dpkg status: what an interrupted dpkg left in updates lies over the status file, in order", async () => {
  const found = await readDpkgStatus(memoryFiles({
    [STATUS]: CURL + "\nPackage: gone\nStatus: install ok installed\nArchitecture: all\nVersion: 1\n",
    "/var/lib/dpkg/updates/0000": CURL.replace("hold ok installed", "install ok unpacked"),
    "/var/lib/dpkg/updates/0001": CURL.replace("hold ok installed", "install reinstreq half-installed"),
    "/var/lib/dpkg/updates/0002": "Package: gone\nStatus: purge ok not-installed\nArchitecture: all\n",
    "/var/lib/dpkg/updates/tmp.i": "noise",
  }));
  assert.deepEqual(found.map(({ name, state, reinstall_required }) => [name, state, reinstall_required]), [
    ["curl", "half-installed", true],
  ]);
});

Deno.test("dpkg status: a malformed one names line and reason", async () => {
  const cases: readonly (readonly [string, number, RegExp])[] = [
    ["Package: a\nVersion: 1\n", 1, /without Status/],
    ["Status: install ok installed\nVersion: 1\n", 1, /without Package/],
    ["Package: a\nStatus: install ok installed\n", 1, /without Version/],
    [CURL + "\nPackage: a\nStatus: install ok broken\nVersion: 1\n", 14, /no status/],
    ["Package: a\nStatus: install ok installed\nVersion: 1:\n", 1, /follows the epoch/],
    ["Package: a\nStatus: install ok installed\nVersion: 1\nDepends: b (1)\n", 1, /relation "b \(1\)"/],
    ["Package: ../a\nStatus: install ok installed\nVersion: 1\n", 1, /no package name/],
    ["Package: a\nStatus: install ok installed\nVersion: 1\nInstalled-Size: big\n", 1, /Installed-Size/],
    ["Package: a\nPackage: b\nStatus: install ok installed\nVersion: 1\n", 2, /second time/],
  ];
  for (const [text, line, reason] of cases) {
    await assert.rejects(readDpkgStatus(memoryFiles({ [STATUS]: text })), (error) => {
      assert.ok(error instanceof PackageFileError);
      assert.equal(error.file, STATUS);
      assert.equal(error.line, line, text);
      assert.match(error.reason, reason);
      return true;
    });
  }
});

Deno.test("dpkg status: a real one with lines changed at random is read or refused with a typed error", async () => {
  const lines = CURL.split("\n");
  const change = fc.tuple(fc.nat({ max: lines.length - 1 }), fc.string({ maxLength: 30 }));
  await fc.assert(fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
    const damaged = [...lines];
    for (const [at, text] of changes) damaged[at] = text;
    try {
      await readDpkgStatus(memoryFiles({ [STATUS]: damaged.join("\n") }));
    } catch (error) {
      assert.ok(error instanceof PackageFileError, String(error));
    }
  }));
});

Deno.test("extended states: the automatic ones, and none where the file is not there", async () => {
  const text =
    "Package: a\nArchitecture: amd64\nAuto-Installed: 1\n\nPackage: b\nArchitecture: amd64\nAuto-Installed: 0\n";
  const found = await readAutoInstalled(memoryFiles({ "/var/lib/apt/extended_states": text }));
  assert.deepEqual([...found], ["a:amd64"]);
  assert.equal((await readAutoInstalled(memoryFiles({}))).size, 0);
});

Deno.test("packages list: sizes in bytes, tags apart from the description, phasing", async () => {
  const list = "/var/lib/apt/lists/x_Packages";
  const text = `Package: vim
Version: 2:9.0
Architecture: amd64
Installed-Size: 3000
Size: 1567000
Phased-Update-Percentage: 40
Tag: devel::editor, implemented-in::c,
 interface::commandline
Description: Vi IMproved
Description-md5: 59e8b8f7757db8b53566d5d119872de8
`;
  const found: ListedPackage[] = [];
  await readPackagesList(memoryFiles({ [list]: text }), list, (listed) => found.push(listed));
  assert.deepEqual(
    found.map((p) => [p.installed_bytes, p.download_bytes, p.phased_percent, p.tags, p.description]),
    [[
      3_072_000,
      1_567_000,
      40,
      "devel::editor, implemented-in::c,\ninterface::commandline",
      "Vi IMproved",
    ]],
  );
});

Deno.test("packages list: a version that is none names the line", async () => {
  const list = "/var/lib/apt/lists/x_Packages";
  const text = "Package: a\nVersion: 1\n\nPackage: b\nVersion: 1:\n";
  await assert.rejects(readPackagesList(memoryFiles({ [list]: text }), list, () => {}), (error) => {
    assert.ok(error instanceof PackageFileError);
    assert.equal(error.line, 4);
    return true;
  });
});
