import assert from "node:assert/strict";
import fc from "fast-check";
import { archSource } from "../../src/packages/arch/source.ts";
import { archConflicts } from "../../src/packages/arch/conflicts.ts";
import { readArchDatabase } from "../../src/packages/arch/local_database.ts";
import { archUpdates } from "../../src/packages/arch/updates.ts";
import { archOrphans } from "../../src/packages/arch/why.ts";
import { diskFiles } from "../../src/packages/disk_files.ts";
import { local } from "../unit/packages/_pacman.ts";
import { has, run } from "./_run.ts";

/** A root that pacman itself installed packages to, with a repository that repo-add made. */
class PacmanHost implements Disposable {
  readonly root = Deno.makeTempDirSync();
  readonly #options = ["--root", this.root, "--dbpath", `${this.root}/var/lib/pacman`];

  constructor(conf: string) {
    for (const folder of ["etc", "var/lib/pacman/sync", "built"]) {
      Deno.mkdirSync(`${this.root}/${folder}`, { recursive: true });
    }
    Deno.writeTextFileSync(`${this.root}/etc/pacman.conf`, conf);
  }

  /** Builds a package by hand, as makepkg would; gives its file. */
  build(name: string, version: string, depends: readonly string[] = []): string {
    const folder = Deno.makeTempDirSync({ dir: this.root });
    const info = [
      ["pkgname", name],
      ["pkgbase", `${name}-base`],
      ["pkgver", version],
      ["pkgdesc", `about ${name}`],
      ["builddate", "1700000000"],
      ["size", "4096"],
      ["arch", "any"],
      ...depends.map((depend) => ["depend", depend]),
    ];
    Deno.writeTextFileSync(`${folder}/.PKGINFO`, info.map((pair) => `${pair.join(" = ")}\n`).join(""));
    const file = `${this.root}/built/${name}-${version}-any.pkg.tar.gz`;
    assert.equal(run("tar", ["-C", folder, "--force-local", "-czf", file, ".PKGINFO"]).code, 0);
    return file;
  }

  pacman(...args: readonly string[]): string {
    const { code, stdout, stderr } = run("pacman", [
      ...this.#options,
      "--config",
      `${this.root}/etc/pacman.conf`,
      "--noconfirm",
      ...args,
    ]);
    assert.equal(code, 0, stderr);
    return stdout;
  }

  /** What it prints on either stream, line by line, whether it fails or not. */
  says(...args: readonly string[]): string[] {
    const config = ["--config", `${this.root}/etc/pacman.conf`];
    const { stdout, stderr } = run("pacman", [...this.#options, ...config, ...args]);
    return `${stdout}${stderr}`.split("\n").map((line) => line.replace(/^(error|warning): /, ""))
      .filter((line) => line !== "");
  }

  offer(repository: string, files: readonly string[]): void {
    const database = `${this.root}/built/${repository}.db.tar.gz`;
    const made = run("repo-add", [database, ...files]);
    assert.equal(made.code, 0, made.stderr);
    Deno.copyFileSync(database, `${this.root}/var/lib/pacman/sync/${repository}.db`);
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.root, { recursive: true });
  }
}

const CONF = "[options]\nArchitecture = auto\nSigLevel = Never\nIgnorePkg = k*pt\n[core]\n[extra]\n";

Deno.test({
  name: "arch: a database that pacman made reads as pacman -Q, -Qe and -Qu say",
  ignore: !has("pacman") || !has("repo-add") || !has("bsdtar"),
  async fn() {
    using host = new PacmanHost(CONF);
    host.pacman(
      "-U",
      host.build("asked", "1:1.0-1", ["needed"]),
      host.build("needed", "1.0rc1-1"),
      host.build("kept", "1.0-1"),
      host.build("lib32-x", "2.0.r5.gabc-1"),
    );
    host.pacman("-D", "--asdeps", "needed");
    host.offer("core", [host.build("asked", "1:1.1-1"), host.build("needed", "1.0-1")]);
    host.offer("extra", [
      host.build("asked", "2:0-1"),
      host.build("kept", "1.0-2"),
      host.build("lib32-x", "2.0.r4-9"),
    ]);

    const files = diskFiles(host.root);
    const { packages, problems } = await archSource.installed(files);
    assert.deepEqual(problems, []);
    const lines = (of: readonly { name: string; version: string }[]) =>
      of.map(({ name, version }) => `${name} ${version}\n`).sort().join("");
    assert.equal(lines(packages), host.pacman("-Q"));
    assert.equal(lines(packages.filter(({ manual }) => manual)), host.pacman("-Qe"));

    const { updates } = await archUpdates(files, await readArchDatabase(files));
    assert.equal(updates.length, 3);
    assert.equal(
      updates.map(({ name, current, candidate, held }) =>
        `${name} ${current} -> ${candidate}${held ? " [ignored]" : ""}\n`
      ).join(""),
      host.pacman("-Qu"),
    );
  },
});

Deno.test({
  name: "arch: every package's facts are those of pacman -Qi",
  ignore: !has("pacman"),
  async fn() {
    using host = new PacmanHost(CONF);
    host.pacman("-U", host.build("a+b", "1:2.0_3-4"));
    const [found] = (await archSource.installed(diskFiles(host.root))).packages;
    const told = host.pacman("-Qi", "a+b");
    const field = (name: string) => new RegExp(`^${name}\\s*: (.*)$`, "m").exec(told)?.[1];
    assert.deepEqual(
      [found?.name, found?.version, found?.description, found?.architecture, found?.source.name],
      [field("Name"), field("Version"), field("Description"), field("Architecture"), "a+b-base"],
    );
    assert.equal(found?.installed_bytes, 4_096);
  },
});

const NAMES = ["a", "b", "c", "d", "e", "f"] as const;
const operator = fc.constantFrom("<", "<=", "=", ">=", ">");
const version = fc.constantFrom("1", "1-1", "1.5-1", "2-1", "1:1-1", "3rc1-1", "3-2");
const relation = fc.tuple(
  fc.constantFrom(...NAMES, "virtual", "lib.so"),
  fc.option(fc.tuple(operator, version).map((parts) => parts.join("")), { nil: "", freq: 2 }),
).map((parts) => parts.join(""));
const relations = (maxLength: number) => fc.array(relation, { maxLength }).map((list) => list.join("\n"));

/** pacman's database of a few packages, some of which have lost one of their files. */
const world = fc.tuple(...NAMES.map((name) =>
  fc.record({
    name: fc.constant(name),
    version: version.filter((one) => one.includes("-")),
    DEPENDS: relations(2),
    OPTDEPENDS: relations(1).map((text) => text === "" ? "" : `${text}: for something`),
    PROVIDES: fc.constantFrom("", "", "virtual", "virtual=2-1", "lib.so=1-64", "virtual>=2", "a=9"),
    CONFLICTS: fc.oneof(fc.constant(""), fc.constant(""), relation),
    REASON: fc.constantFrom("", "1"),
    files: fc.constantFrom(...Array(9).fill(true), false),
  })
)).chain((packages) => fc.subarray(packages));

Deno.test({
  name: "arch: what is broken and what nothing needs in any small world is what pacman -Dk and -Qdt say",
  ignore: !has("pacman"),
  async fn() {
    await fc.assert(
      fc.asyncProperty(world, async (packages) => {
        using host = new PacmanHost("[options]\nArchitecture = auto\n");
        const put = (path: string, text: string) => {
          Deno.mkdirSync(`${host.root}${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
          Deno.writeTextFileSync(`${host.root}${path}`, text);
        };
        put("/var/lib/pacman/local/ALPM_DB_VERSION", "9\n");
        for (const { name, version, files, ...sections } of packages) {
          const written = Object.fromEntries(Object.entries(sections).filter(([, text]) => text !== ""));
          for (const [path, text] of Object.entries(local(name, version, written))) put(path, text);
          if (files) put(`/var/lib/pacman/local/${name}-${version}/files`, "%FILES%\n");
        }
        const files = diskFiles(host.root);
        const database = await readArchDatabase(files);
        assert.deepEqual(database.problems, []);
        const { direct, states } = await archConflicts(files, database);
        const told = host.says("-Dk");
        assert.deepEqual(
          lines(states.map((found) => `${found.package} ${found.state}`)),
          lines(
            told.flatMap((line) => /^'(.*)-[^-]*-[^-]*': file list is missing/.exec(line)?.[1] ?? [])
              .map((name) => `${name} missing-list`),
          ),
        );
        if (states.length === 0) { // pacman looks no further where a file is missing
          const unmet = direct.filter((found) => found.relation === "Depends")
            .map(({ package: name, wants }) => `missing '${wants}' dependency for '${name}'`);
          assert.deepEqual(lines(unmet), lines(told.filter((line) => line.includes("missing '"))));
          assert.deepEqual(
            lines(direct.filter((found) => found.relation === "Conflicts").map((found) => found.package)),
            lines(told.flatMap((line) => /^'(.*)' conflicts with/.exec(line)?.[1] ?? [])),
          );
        }
        assert.deepEqual(archOrphans(database.packages), host.says("-Qdtq"));
      }),
      { numRuns: 150 },
    );
  },
});

/** Sorted, each once. */
function lines(of: readonly string[]): string[] {
  return [...new Set(of)].sort();
}

Deno.test({
  name: "arch: a database elsewhere, by DBPath of an included file, is read where pacman reads it",
  ignore: !has("pacman"),
  async fn() {
    using host = new PacmanHost(CONF);
    host.pacman("-U", host.build("asked", "1.0-1"));
    Deno.mkdirSync(`${host.root}/srv`);
    Deno.renameSync(`${host.root}/var/lib/pacman`, `${host.root}/srv/packages`);
    Deno.mkdirSync(`${host.root}/etc/conf.d`);
    Deno.writeTextFileSync(`${host.root}/etc/pacman.conf`, "Include = /etc/conf.d/*.conf\n");
    // To pacman the path is not below its root; to whoever looks at an image everything is.
    const included = `${host.root}/etc/conf.d/place.conf`;
    Deno.writeTextFileSync(included, `[options]\nDBPath = ${host.root}/srv/packages/\n`);
    Deno.writeTextFileSync(`${host.root}/own.conf`, `Include = ${host.root}/etc/conf.d/*.conf\n`);
    const told = run("pacman", ["--config", `${host.root}/own.conf`, "-Q"]);
    Deno.writeTextFileSync(included, "[options]\nDBPath = /srv/packages/\n");
    assert.equal(await archSource.present(diskFiles(host.root)), true);
    const { packages, problems } = await archSource.installed(diskFiles(host.root));
    assert.deepEqual(problems, []);
    assert.equal(packages.map(({ name, version }) => `${name} ${version}\n`).join(""), told.stdout);
  },
});
