import assert from "node:assert/strict";
import { isUnpacked, readDpkgDatabase } from "../../../src/packages/debian/database.ts";
import { memoryFiles } from "../../../src/packages/files.ts";
import { match } from "../../../src/security/match.ts";
import { compareDpkgVersions } from "../../../src/versions/mod.ts";
import { read } from "./_chunks.ts";

const CASES = new URL("../../fixtures/security/cases/", import.meta.url);
const text = (file: string) => Deno.readTextFileSync(new URL(file, CASES));
const FEEDS = [["debsecan", "debsecan.txt"], ["debian-tracker", "tracker.json"]] as const;

for (const { name, isDirectory } of Deno.readDirSync(CASES)) {
  if (!isDirectory) continue;
  Deno.test(`audit: recorded case ${name}, as debsecan says by either feed`, async () => {
    const files = memoryFiles({ "/var/lib/dpkg/status": text(`${name}/status`) });
    const { packages } = await readDpkgDatabase(files);
    const expected = [...new Set(text(`${name}/oracle.txt`).trim().split("\n"))].sort();
    for (const [format, file] of FEEDS) {
      const advisories = await read(format, text(file), "bookworm");
      const found = match(packages.filter(isUnpacked), advisories, { compare: compareDpkgVersions });
      assert.deepEqual([...new Set(found.map((one) => `${one.id} ${one.package}`))].sort(), expected, format);
    }
  });
}

Deno.test("audit: of the recorded cases each verdict by the tracker's feed", async () => {
  const files = memoryFiles({ "/var/lib/dpkg/status": text("01-source-names/status") });
  const { packages } = await readDpkgDatabase(files);
  const advisories = await read("debian-tracker", text("tracker.json"), "bookworm");
  const found = match(packages, advisories, { compare: compareDpkgVersions, all: true });
  const verdicts = (name: string) =>
    found.filter((one) => one.package === name).map((one) => `${one.id.slice(-4)} ${one.verdict}`);
  assert.deepEqual(verdicts("libcurl4"), ["1001 fixable", "1002 unfixed", "1003 not_affected"]);
  assert.deepEqual(verdicts("libssl3"), [
    "1004 undetermined",
    "1005 unimportant",
    "1006 ignored",
    "1007 unfixed",
  ]);
});
