import assert from "node:assert/strict";
import fc from "fast-check";
import { readCatalog } from "../../src/packages/debian/catalog.ts";
import { diskFiles } from "../../src/packages/disk_files.ts";
import type { Tree } from "../unit/packages/_archive.ts";
import { statusText } from "../unit/packages/_status.ts";
import { written } from "./_apt_host.ts";
import { has, run } from "./_run.ts";

/** An address and how apt writes it in the names of its lists. */
const SITES = [
  ["http://h.example/debian", "h.example_debian"],
  ["https://me:secret@h.example:8080/a_b/", "h.example:8080_a%5fb"],
  ["http://[::1]:81/x", "::1:81_x"],
  ["file:/srv/sp%20ace", "_srv_sp%20ace"],
  ["cdrom:[Debian GNU/Linux 12 _alpha_ #1]/", "Debian%20GNU_Linux%2012%20%5falpha%5f%20%231"],
] as const;
const ARCHITECTURES = ["amd64", "i386", "arm64", "all"];
const SUITES = ["stable", "stable/updates"];

/** Lists of every site, suite and architecture, each with one package of its own. */
const LISTS: Tree = Object.fromEntries(
  SITES.flatMap(([, site]) =>
    SUITES.flatMap((suite) =>
      ["main", "non-free"].flatMap((component) =>
        ARCHITECTURES.map((architecture) =>
          `${site}_dists_${suite}_${component}_binary-${architecture}_Packages`
        )
      )
    ).concat(`${site}_amd64_Packages`)
  ).map((name, index) => [
    `/var/lib/apt/lists/${name.replaceAll("stable/", "stable_")}`,
    `Package: p${index}\nVersion: 1\nArchitecture: ${
      /-(i386|arm64|all)_/.exec(name)?.[1] ?? "amd64"
    }\nMaintainer: x <x@example.org>\nFilename: p.deb\nSize: 1\nDescription: x\n`,
  ]),
);

const uri = fc.constantFrom(...SITES.map(([address]) => address));
const where = fc.constantFrom("stable main", "stable main non-free", "stable/updates non-free", "$(ARCH)/");
const option = fc.constantFrom("", "", "arch=i386", "arch=amd64,arm64", "arch+=arm64", "arch-=i386");
const line = fc.tuple(fc.constantFrom("deb", "deb", "deb", "deb-src", "# deb"), option, uri, where).map(
  ([type, chosen, address, rest]) => `${type} [trusted=yes ${chosen}] ${address} ${rest} # a comment`,
);
const stanza = fc.record({
  Types: fc.constantFrom("deb", "deb deb-src", "deb-src"),
  URIs: uri.filter((address) => !/[% ]/.test(address)),
  Suites: fc.constantFrom("stable", "stable stable/updates"),
  Components: fc.constantFrom("main", "main non-free"),
  Architectures: fc.constantFrom("", "amd64", "i386 arm64"),
  Enabled: fc.constantFrom("", "yes", "no", "FALSE"),
}).map((fields) =>
  Object.entries({ ...fields, Trusted: "yes" }).filter(([, value]) => value !== "")
    .map(([field, value]) => `${field}: ${value}\n`).join("")
);

Deno.test({
  name: "sources: of any lists those count that apt reads for the sources of the host",
  ignore: !has("apt-cache"),
  async fn() {
    const world = fc.record({
      lines: fc.uniqueArray(line, { maxLength: 4 }),
      stanzas: fc.array(stanza, { maxLength: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(world, async ({ lines, stanzas }) => {
        const tree: Tree = {
          ...LISTS,
          "/etc/apt/sources.list": `${lines.join("\n")}\n`,
          "/etc/apt/sources.list.d/a.sources": stanzas.join("\n"),
          "/var/lib/dpkg/status": statusText([{ name: "dpkg" }]),
          "/var/lib/dpkg/arch": "amd64\ni386\n",
          "/etc/apt/preferences": "",
          "/etc/apt/apt.conf": "",
        };
        using host = written(tree);
        const options = [
          ...host.options,
          "-o",
          `Dir::Etc::SourceParts=${host.folder}/etc/apt/sources.list.d`,
        ];
        const { stdout, stderr } = run("apt-cache", ["dumpavail", ...options]);
        const { entries, problems } = await readCatalog(diskFiles(host.folder));
        const ours = Array.from(entries, ({ name }) => name).filter((name) => name !== "dpkg");
        const theirs = [...stdout.matchAll(/^Package: (p\d+)$/gm)].map(([, name = ""]) => name);
        assert.deepEqual(problems, []);
        assert.deepEqual(ours.toSorted(), theirs.toSorted(), stderr);
      }),
      { numRuns: 80 },
    );
  },
});
