import assert from "node:assert/strict";
import { packagesOfFolder } from "../../src/inventory/offline.ts";
import { desc, local, syncDatabase } from "../unit/packages/_pacman.ts";
import { aptUnmet, bareUnmet, dpkgAudit } from "../unit/packages/_oracle.ts";
import { cortex } from "./_cortex.ts";
import { packageHost } from "./_inventory.ts";
import { daemonDir } from "./_daemon.ts";

/** Saved databases with what apt, dpkg and dose say of them, beside the checkout. */
const RECORDED = new URL("../../../shared/data/admindirs.tar.gz", import.meta.url).pathname;

Deno.test({
  name: "a folder: recorded databases are as broken as apt-get check and dpkg --audit say",
  ignore: !exists(RECORDED),
  async fn() {
    const folder = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-admindirs-" });
    try {
      const unpacked = new Deno.Command("tar", { args: ["-xzf", RECORDED, "-C", folder] }).outputSync();
      assert.ok(unpacked.success);
      const cases = [...Deno.readDirSync(`${folder}/admindirs`)].map(({ name }) => name).sort();
      assert.ok(cases.length > 0);
      for (const name of cases) {
        const dir = `${folder}/admindirs/${name}`;
        const [apt = "", dpkg = ""] = Deno.readTextFileSync(`${dir}/oracle.txt`).split(/^# (?!apt)/m);
        const packages = packagesOfFolder(dir, { is_admin_dir: true });
        const { direct, states } = await packages["packages.conflicts"]({});
        assert.deepEqual(direct.map(bareUnmet).sort(), aptUnmet(apt), name);
        assert.deepEqual(states, dpkgAudit(dpkg), name);
        const { total, lists } = await packages["packages.updates"]({});
        assert.deepEqual([total, lists.message], [0, "There are no lists of packages"], name);
        assert.equal((await packages["packages.why"]({ name: "dpkg" })).package, "dpkg", name);
      }
    } finally {
      Deno.removeSync(folder, { recursive: true });
    }
  },
});

Deno.test("a folder: an unpacked image answers as its own daemon would", async () => {
  using host = packageHost();
  const packages = packagesOfFolder(host.root);
  const { items, lists, reboot_required } = await packages["packages.updates"]({});
  assert.deepEqual(items.map(({ name, current, candidate }) => [name, current, candidate]), [
    ["vim", "2:9.0", "2:9.1"],
  ]);
  assert.deepEqual([lists.count, reboot_required], [1, false]);
  host.write("/run/reboot-required", "");
  assert.equal((await packages["packages.updates"]({})).reboot_required, true);
  await assert.rejects(packages["packages.why"]({ name: "absent" }), { code: "NOT_FOUND" });
});

Deno.test("a folder: what is installed or on offer in it is searched and shown", async () => {
  using host = packageHost();
  const packages = packagesOfFolder(host.root);
  const found = await packages["packages.search"]({ q: "vim" });
  assert.deepEqual([found.items.map(({ name }) => name), found.total, found.next_cursor], [
    ["vim", "neovim"],
    2,
    null,
  ]);
  const { items, next_cursor } = await packages["packages.search"]({ q: "vim", limit: 1 });
  assert.deepEqual(items.map(({ name }) => name), ["vim"]);
  const rest = await packages["packages.search"]({ q: "vim", limit: 1, cursor: next_cursor ?? "" });
  assert.deepEqual(rest.items.map(({ name }) => name), ["neovim"]);
  const info = await packages["packages.info"]({ name: "vim" });
  assert.deepEqual([info.installed_version, info.candidate_version], ["2:9.0", "2:9.1"]);
  await assert.rejects(packages["packages.info"]({ name: "neovin" }), {
    code: "NOT_FOUND",
    message: /did you mean "neovim"\?/,
  });
  await assert.rejects(packages["packages.search"]({ q: " " }), { code: "INVALID_PARAMS" });
  const saved = packagesOfFolder(`${host.root}/var/lib/dpkg`, { is_admin_dir: true });
  assert.deepEqual((await saved["packages.search"]({ q: "vim" })).items.map(({ name }) => name), ["vim"]);
  await assert.rejects(packagesOfFolder(host.state_dir)["packages.search"]({ q: "vim" }), {
    code: "NOT_FOUND",
    message: /neither dpkg's nor pacman's/,
  });
});

Deno.test("a folder: a saved database of pacman, and an image of Arch", async () => {
  const root = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cx-pacman-" });
  const dir = daemonDir();
  const tree = {
    ...local("app", "1-1", { DEPENDS: "lib>=1\nabsent" }),
    ...local("lib", "1-1", { REASON: "1" }),
    "/var/lib/pacman/sync/core.db": await syncDatabase({
      "app-2-1/desc": desc({ NAME: "app", VERSION: "2-1" }),
    }),
  };
  try {
    for (const [path, content] of Object.entries(tree)) {
      Deno.mkdirSync(`${root}${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
      Deno.writeFileSync(
        `${root}${path}`,
        typeof content === "string" ? new TextEncoder().encode(content) : content,
      );
    }
    const saved = ["--admindir", `${root}/var/lib/pacman`, "--json"];
    const asked = async (...args: string[]) => JSON.parse((await cortex({ dir }, [...args, ...saved])).out);
    assert.deepEqual((await asked("why", "lib")).chain, [
      { package: "app", relation: "Depends", wants: "lib>=1" },
    ]);
    const { direct, states, transitive } = await asked("conflicts");
    assert.deepEqual(direct, [{ package: "app", relation: "Depends", wants: "absent" }]);
    assert.deepEqual([states.length, transitive], [2, ["app"]]);
    assert.equal((await asked("updates")).items[0].candidate, "2-1");
    assert.equal((await asked("info", "lib")).source, "arch");
    const image = await cortex({ dir }, ["search", "ap", "--root", root, "--json"]);
    assert.equal(JSON.parse(image.out).items[0].name, "app", image.err);
  } finally {
    for (const folder of [root, dir]) Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("a folder: a link that leads out of it is not followed", async () => {
  using host = packageHost();
  using other = packageHost();
  Deno.removeSync(`${host.root}/var/lib/dpkg/status`);
  Deno.symlinkSync(`${other.root}/var/lib/dpkg/status`, `${host.root}/var/lib/dpkg/status`);
  await assert.rejects(packagesOfFolder(host.root)["packages.conflicts"]({}), {
    code: "UNAVAILABLE",
    message: /out of the root|not among the places that may be read/,
  });
});

Deno.test("a folder: the commands read it without a daemon, and say what is wrong with it", async () => {
  using host = packageHost();
  const dir = daemonDir();
  try {
    const updates = await cortex({ dir }, ["updates", "--root", host.root, "--json"]);
    assert.equal(updates.exit, 0, updates.err);
    assert.equal(JSON.parse(updates.out).items[0].name, "vim");
    const admin = `${host.root}/var/lib/dpkg`;
    const conflicts = await cortex({ dir }, ["conflicts", "--admindir", admin, "--json"]);
    assert.deepEqual(Object.keys(JSON.parse(conflicts.out)), ["direct", "states", "transitive"]);
    const why = await cortex({ dir }, ["why", "vim", "--admindir", admin]);
    assert.equal(why.out, "vim was asked for\n");
    const search = await cortex({ dir }, ["search", "vim", "--root", host.root, "--json"]);
    assert.equal(JSON.parse(search.out).total, 2, search.err);
    const limited = await cortex({ dir }, ["search", "vim", "--root", host.root, "-n", "1"]);
    assert.match(limited.out, /^vim .*\n1 of 2 packages\n$/m);
    const info = await cortex({ dir }, ["info", "vim", "--admindir", admin]);
    assert.match(info.out, /^vim 2:9.0 {2}Vi IMproved/);
    const of_another = await cortex({ dir }, ["info", "vim:i386", "--admindir", admin]);
    assert.deepEqual([of_another.exit, /"vim" of i386/.test(of_another.err)], [5, true], of_another.err);
    assert.equal((await cortex({ dir }, ["why", "vim:amd64", "--admindir", admin])).out, why.out);
    const nothing = await cortex({ dir }, ["conflicts", "--root", host.state_dir]);
    assert.deepEqual([nothing.exit, /neither dpkg's nor pacman's/.test(nothing.err)], [5, true]);
    const no_folder = await cortex({ dir }, ["conflicts", "--root", `${admin}/status`]);
    assert.deepEqual(
      [no_folder.exit, /there is no such folder/.test(no_folder.err)],
      [5, true],
      no_folder.err,
    );
    for (const name of ["../etc/passwd", "", "a b", "a".repeat(256)]) {
      const wrong = await cortex({ dir }, ["info", name, "--root", host.root]);
      assert.deepEqual([wrong.exit, /as the name of a package/.test(wrong.err)], [2, true], wrong.err);
    }
    const both = await cortex({ dir }, ["why", "vim", "--root", "/", "--admindir", admin]);
    assert.equal(both.exit, 2);
  } finally {
    Deno.removeSync(dir, { recursive: true });
  }
});

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
