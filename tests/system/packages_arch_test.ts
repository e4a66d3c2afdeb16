import assert from "node:assert/strict";
import { archSource } from "../../src/packages/arch/source.ts";
import { archUpdates } from "../../src/packages/arch/updates.ts";
import { diskFiles } from "../../src/packages/disk_files.ts";
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

    const { updates } = await archUpdates(files);
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
