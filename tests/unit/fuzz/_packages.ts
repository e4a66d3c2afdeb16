import fc from "fast-check";
import { gzipSync } from "node:zlib";
import { readDpkgDatabase } from "../../../src/packages/debian/database.ts";
import { PackageFileError } from "../../../src/packages/mod.ts";
import { archConflicts } from "../../../src/packages/arch/conflicts.ts";
import { readArchDatabase } from "../../../src/packages/arch/local_database.ts";
import { archUpdates } from "../../../src/packages/arch/updates.ts";
import { archWhy } from "../../../src/packages/arch/why.ts";
import { readCatalog } from "../../../src/packages/debian/catalog.ts";
import { findConflicts } from "../../../src/packages/debian/conflicts.ts";
import { pendingUpdates } from "../../../src/packages/debian/updates.ts";
import { why } from "../../../src/packages/debian/why.ts";
import { packageSources } from "../../../src/packages/package_sources.ts";
import { memoryFiles } from "../../../src/packages/files.ts";
import { list, RELEASES } from "../packages/_archive.ts";
import { desc, syncDatabase } from "../packages/_pacman.ts";
import { statusText } from "../packages/_status.ts";
import { assertTyped, fuzzTarget } from "./_target.ts";
import { mutated } from "./_mutate.ts";

const STATUS = "/var/lib/dpkg/status";
const encoder = new TextEncoder();
const needs = {
  Depends: "b (>= 1.0), c | d:any (<< 2~), e [amd64] <!nocheck>",
  Conflicts: "f",
  Provides: "g (= 1)",
};
const status = statusText([
  { name: "dpkg" },
  { name: "a", fields: needs },
  { name: "b", version: "1:2.0~rc1-3+b1", status: "hold ok half-configured" },
  { name: "f", status: "deinstall ok config-files" },
]);
const [[list_path, packages]] = Object.entries(
  list("stable", [{ name: "a", version: "2" }, { name: "b", version: "1:3", fields: needs }]),
) as [[string, string]];
const [release_path, release] = Object.entries(RELEASES).find(([path]) => path.endsWith("_Release")) ??
  ["", ""];
const preferences =
  "Package: a b* /^c/\nPin: release o=Debian,n=alpha*\nPin-Priority: 990\n\nPackage: *\nPin: version 1.*\nPin-Priority: -1\n";
const conf =
  'APT { Default-Release "stable"; /* no */ };\nAPT::Never-MarkAuto-Sections:: "metapackages"; // end\n#clear X;\n';
const local = desc({
  NAME: "a",
  VERSION: "1:1.0-1",
  ARCH: "x86_64",
  DEPENDS: "b>=1\nc",
  OPTDEPENDS: "d: for fun",
  PROVIDES: "b=2\nsh",
  CONFLICTS: "e<3",
  REASON: "1",
  SIZE: "4096",
});
const pacman_conf =
  "[options]\nDBPath = /var/lib/pacman/\nIgnorePkg = a*\n[core]\nInclude = /etc/pacman.d/*\n";
const sync = await syncDatabase({ "a-2-1/desc": desc({ NAME: "a", VERSION: "2-1", ARCH: "x86_64" }) });

/** Files that are damaged, each with right ones of its kind. */
const KINDS: readonly (readonly [path: string, right: string | Uint8Array])[] = [
  [STATUS, status],
  [list_path, packages],
  [`${list_path}.gz`, gzipSync(packages)],
  [`${list_path}.lz4`, Deno.readFileSync("tests/fixtures/dpkg/packages.lz4").slice(0, 4000)],
  [`${list_path}.xz`, encoder.encode("\xfd7zXZ\0\0\0")],
  [release_path, release],
  ["/etc/apt/sources.list", RELEASES["/etc/apt/sources.list"] ?? ""],
  [
    "/etc/apt/sources.list.d/a.sources",
    "Types: deb\nURIs: http://h.example/debian\nSuites: stable\nComponents: main\nSigned-By: /k\n",
  ],
  ["/etc/apt/preferences", preferences],
  ["/etc/apt/apt.conf", conf],
  ["/var/lib/apt/extended_states", "Package: a\nArchitecture: amd64\nAuto-Installed: 1\n"],
  ["/var/lib/dpkg/arch", "amd64\ni386\n"],
  ["/var/lib/pacman/local/a-1:1.0-1/desc", local],
  ["/etc/pacman.conf", pacman_conf],
  ["/var/lib/pacman/sync/core.db", sync],
];
const words = [
  "\n",
  "\n\n",
  " ",
  ":",
  ",",
  "|",
  "(",
  ")",
  "(>= ",
  "(<< 1:",
  "[",
  "]",
  "<",
  ">",
  "Package: ",
  "Version: ",
  "Status: install ok installed",
  "Depends: ",
  "Provides: ",
  "~",
  "-",
  "1:1:1",
  "%NAME%\n",
  "DBPath = ",
  "Include = /etc/pacman.conf",
  "%",
  "::",
  "{",
  "}",
  ";",
  "/*",
  "//",
  '#include "x";',
  "*",
  "/(/",
  "/[/",
  "\0",
  "\xff",
];

const damages = fc.constantFrom(...KINDS).chain(([path, right]) =>
  mutated([right], words).map((bytes) => ({ path, bytes }))
);

async function orProblem(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    assertTyped(error, PackageFileError);
  }
}

/** Whatever stands in one file of a package database: packages, or a problem that names the file. */
export const packages_files = fuzzTarget("package databases", damages, async ({ path, bytes }) => {
  const whole = {
    ...RELEASES,
    [STATUS]: status,
    [list_path]: packages,
    "/var/lib/pacman/local/a-1:1.0-1/desc": local,
  };
  const plain = path.replace(/\.(gz|lz4|xz)$/, "");
  const files = memoryFiles(
    plain === path ? { ...whole, [path]: bytes } : { ...whole, [plain]: "", [path]: bytes },
  );
  for (const source of packageSources) {
    await orProblem(() => source.installed(files));
    await orProblem(() => source.offered(files, () => {}));
  }
  await orProblem(async () => {
    const database = await readArchDatabase(files);
    await archUpdates(files, database);
    await archConflicts(files, database);
    archWhy("b", database.packages);
  });
  await orProblem(async () => {
    const database = await readDpkgDatabase(files);
    findConflicts(database);
    why("b", database, new Set(["b"]));
  });
  await orProblem(async () => pendingUpdates(await readCatalog(files)));
});
