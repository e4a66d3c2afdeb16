import assert from "node:assert/strict";
import type { PackageFiles } from "../../../src/packages/files.ts";
import type { OfferedPackage, PackageSource } from "../../../src/packages/source.ts";
import { isPackageName } from "../../../src/core/package_name.ts";

/** A host that every source must be able to tell of, in its own files. */
export interface ConformanceHosts {
  /** Nothing of this source. */
  readonly absent: PackageFiles;
  /** `asked` 1.0 by hand, `needed` 1.0 automatic, `kept` 1.0 held; `asked` 1.1 and `new` 2.0 offered. */
  readonly whole: PackageFiles;
  /** As whole, with the list of what is offered damaged. */
  readonly damaged_list: PackageFiles;
  /** As whole, with the database of what is installed damaged. */
  readonly damaged_database: PackageFiles;
}

async function offers(source: PackageSource, files: PackageFiles) {
  const found: OfferedPackage[] = [];
  const problems = await source.offered(files, (offer) => found.push(offer));
  return { found, problems };
}

/** What every package source does; an implementation runs this with its own files. */
export function sourceConformance(source: PackageSource, hosts: ConformanceHosts): void {
  Deno.test(`source ${source.name}: absent means no packages and no problems`, async () => {
    assert.equal(await source.present(hosts.absent), false);
    assert.deepEqual(await source.installed(hosts.absent), { packages: [], problems: [] });
    assert.deepEqual(await offers(source, hosts.absent), { found: [], problems: [] });
  });

  Deno.test(`source ${source.name}: installed, with who asked for it and what is held`, async () => {
    assert.equal(await source.present(hosts.whole), true);
    const { packages, problems } = await source.installed(hosts.whole);
    assert.deepEqual(problems, []);
    const facts = packages.map(({ name, version, manual, held }) => [name, version, manual, held]);
    assert.deepEqual(facts.sort(), [
      ["asked", "1.0", true, false],
      ["kept", "1.0", true, true],
      ["needed", "1.0", false, false],
    ]);
    for (const { name, version } of packages) {
      assert.ok(isPackageName(name));
      assert.equal(source.compare(version, version), 0);
    }
  });

  Deno.test(`source ${source.name}: offered, newer than installed by its own comparison`, async () => {
    const { found, problems } = await offers(source, hosts.whole);
    assert.deepEqual(problems, []);
    assert.deepEqual(found.map(({ name, version }) => [name, version]).sort(), [["asked", "1.1"], [
      "new",
      "2.0",
    ]]);
    assert.equal(source.compare("1.1", "1.0"), 1);
    assert.ok(found.every(({ origin, source: { name } }) => origin !== "" && name !== ""));
  });

  Deno.test(`source ${source.name}: a damaged file is told with its line, the other files count`, async () => {
    const list = await offers(source, hosts.damaged_list);
    assert.equal(list.problems.length, 1);
    assert.ok((list.problems[0]?.line ?? 0) > 0);
    assert.equal((await source.installed(hosts.damaged_list)).packages.length, 3);
    const { packages, problems } = await source.installed(hosts.damaged_database);
    assert.equal(problems.length, 1);
    assert.ok((problems[0]?.line ?? 0) > 0);
    assert.ok(packages.length < 3);
    assert.equal((await offers(source, hosts.damaged_database)).found.length, 2);
  });

  Deno.test(`source ${source.name}: reads only what it says it reads`, async () => {
    const touched = new Set<string>();
    const watched: PackageFiles = {
      changedAt: (path) => hosts.whole.changedAt(noted(touched, path)),
      open: (path) => hosts.whole.open(noted(touched, path)),
      list: (folder) => hosts.whole.list(noted(touched, folder)),
    };
    await source.present(watched);
    await source.installed(watched);
    await offers(source, watched);
    for (const path of touched) {
      assert.ok(source.reads.some((root) => path === root || path.startsWith(`${root}/`)), path);
    }
  });
}

function noted(touched: Set<string>, path: string): string {
  touched.add(path);
  return path;
}
