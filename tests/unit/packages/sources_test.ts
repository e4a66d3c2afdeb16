import assert from "node:assert/strict";
import { memoryFiles } from "../../../src/packages/files.ts";
import { readSources } from "../../../src/packages/debian/sources.ts";

const HOST = ["amd64", "i386"];

async function has(file: string, text: string, list: string): Promise<boolean> {
  const { lists, problems } = await readSources(memoryFiles({ [`/etc/apt/${file}`]: text }), HOST);
  assert.deepEqual(problems, []);
  return lists?.has(list) ?? true;
}

Deno.test("sources: the one-line form, with options, comments, users, ports and flat archives", async () => {
  for (
    const [line, list, expected] of [
      [
        "deb http://h.example/debian stable main contrib # x",
        "h.example_debian_dists_stable_contrib_binary-amd64_Packages",
        true,
      ],
      [
        "deb http://h.example/debian/ stable main",
        "h.example_debian_dists_stable_contrib_binary-amd64_Packages",
        false,
      ],
      [
        "deb [ arch=amd64,i386 signed-by=/k ] https://me:pw@h.example:81/a_b stable/updates main",
        "h.example:81_a%5fb_dists_stable_updates_main_binary-i386_Packages",
        true,
      ],
      [
        "# deb http://h.example/debian stable main",
        "h.example_debian_dists_stable_main_binary-amd64_Packages",
        false,
      ],
      [
        "deb-src http://h.example/debian stable main",
        "h.example_debian_dists_stable_main_binary-amd64_Packages",
        false,
      ],
      ["deb file:/srv/local ./", "_srv_local_._Packages", true],
      ["deb http://h.example/flat /", "h.example_flat_Packages", true],
      ["deb http://h.example/flat $(ARCH)/", "h.example_flat_amd64_Packages", true],
      [
        'deb "file:/srv/a b" stable main',
        "_srv_a%20b_dists_stable_main_binary-all_Packages",
        true,
      ],
      [
        "deb cdrom:[Debian #1 _alpha_]/ stable main",
        "Debian%20%231%20%5falpha%5f_dists_stable_main_binary-amd64_Packages",
        true,
      ],
    ] as const
  ) assert.equal(await has("sources.list.d/x.list", line, list), expected, line);
});

Deno.test("sources: the lists of a host's architectures, as an archive's options change them", async () => {
  const list = (architecture: string) => `h.example_debian_dists_stable_main_binary-${architecture}_Packages`;
  const fetched = async (file: string, text: string) => {
    const architectures = ["amd64", "i386", "arm64", "s390x", "all"];
    const found = await Promise.all(architectures.map((one) => has(file, text, list(one))));
    return architectures.filter((_, index) => found[index]).join(" ");
  };
  const line = (options: string) =>
    fetched("sources.list", `deb ${options} http://h.example/debian stable main`);
  assert.equal(await line(""), "amd64 i386 all");
  assert.equal(await line("[arch=arm64]"), "arm64 all");
  assert.equal(await line("[trusted=yes arch+=arm64,s390x arch-=i386]"), "amd64 arm64 s390x all");
  const stanza = (fields: string) =>
    fetched(
      "sources.list.d/x.sources",
      `Types: deb\nURIs: http://h.example/debian\nSuites: stable\nComponents: main\n${fields}`,
    );
  assert.equal(await stanza("Architectures: amd64 arm64\n"), "amd64 arm64 all");
  assert.equal(await stanza("Architectures-Add: arm64\nArchitectures-Remove: i386\n"), "amd64 arm64 all");
  assert.equal(await stanza("Enabled: FALSE\n"), "");
});

Deno.test("sources: the deb822 form, with several of each and one that is turned off", async () => {
  const text = `Types: deb deb-src
URIs: http://h.example/debian
Suites: stable stable-updates
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .

# off
Types: deb
URIs: http://off.example/debian
Suites: stable
Components: main
Enabled: no
`;
  const list = (start: string) => `${start}_main_binary-amd64_Packages`;
  const file = "sources.list.d/debian.sources";
  assert.equal(await has(file, text, list("h.example_debian_dists_stable-updates")), true);
  assert.equal(await has(file, text, list("off.example_debian_dists_stable")), false);
  assert.equal(
    await has(
      file,
      text.replaceAll(/^Types: .*$/gm, "Types: deb-src"),
      list("h.example_debian_dists_stable"),
    ),
    false,
  );
});

Deno.test("sources: a bad line names file and line, other files count", async () => {
  const { lists, problems } = await readSources(
    memoryFiles({
      "/etc/apt/sources.list": "\ndeb http://h.example/debian\n",
      "/etc/apt/sources.list.d/a.sources": "Types: deb\nSuites: stable\n",
      "/etc/apt/sources.list.d/b.list": "deb http://h.example/debian stable main\n",
    }),
    HOST,
  );
  assert.deepEqual(problems.map(({ file, line }) => [file, line]), [
    ["/etc/apt/sources.list", 2],
    ["/etc/apt/sources.list.d/a.sources", 1],
  ]);
  assert.equal(lists?.has("h.example_debian_dists_stable_main_binary-amd64_Packages"), true);
});

Deno.test("sources: beside a saved database without any, every list counts", async () => {
  assert.equal(await has("sources.list.d/debian.sources.off", "noise", "h.example_flat_Packages"), true);
  assert.equal(await has("sources.list.d/.hidden.list", "noise", "h.example_flat_Packages"), true);
  assert.equal(await has("sources.list", "# none\n", "h.example_flat_Packages"), false);
});

Deno.test("sources: the order is that of the files, lines of one suite stand together", async () => {
  const { lists } = await readSources(
    memoryFiles({
      "/etc/apt/sources.list":
        "deb http://z.example/debian stable main\ndeb http://a.example/debian stable main\n",
      "/etc/apt/sources.list.d/b.list": "deb http://z.example/debian/ stable contrib\n",
    }),
    ["amd64"],
  );
  assert.deepEqual([...lists ?? []].filter((name) => name.includes("amd64")), [
    "z.example_debian_dists_stable_main_binary-amd64_Packages",
    "z.example_debian_dists_stable_contrib_binary-amd64_Packages",
    "a.example_debian_dists_stable_main_binary-amd64_Packages",
  ]);
});
