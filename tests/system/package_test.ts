import assert from "node:assert/strict";
import type { OutputOf } from "../../src/contract/wire.ts";
import { waitFor } from "../e2e/_daemon.ts";
import { asking, asksForHealth } from "./_asking.ts";
import { bootBox, type Box, missingForBox } from "./_box.ts";
import { has, run } from "./_run.ts";

const CHECKOUT = new URL("../../", import.meta.url).pathname;
/** A real model, where there is one. */
const MODEL = Deno.env.get("CORTEX_TEST_MODEL");
const SOCKET = "/run/cortex/http.sock";

/** What a program may be larger than Deno's runtime: its code, its packages and nothing of another platform. */
const MOST_CARRIED_BYTES = 16 * 2 ** 20;

/** Why this machine cannot make packages; undefined where it can. */
function missing(): string | undefined {
  if (!Deno.env.has("DENORT_BIN")) return "a runtime to compile with";
  return has("dpkg-deb") ? missingForBox() : "dpkg-deb";
}

/** What this checkout is packed into; made by the first test that asks. */
let packed: { readonly folder: string; readonly deb: string; readonly tar: string } | undefined;

function packages(): NonNullable<typeof packed> {
  if (packed === undefined) {
    const folder = Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-package-" });
    must(Deno.execPath(), "task", "--quiet", "package", "--output", folder);
    const [tar, deb] = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    assert.match(`${tar} ${deb}`, /^cortex-\S+\.tar\.gz cortex_\S+\.deb$/);
    packed = { folder, deb: `${folder}/${deb}`, tar: `${folder}/${tar}` };
  }
  return packed;
}

/** What lintian has against a package, where there is one; it takes as long as all that is done meanwhile. */
async function faultsOf(deb: string): Promise<string> {
  if (!has("lintian")) return "";
  const args = ["--allow-root", "--fail-on", "error", deb];
  const { success, stdout, stderr } = await new Deno.Command("lintian", { args, stdin: "null" }).output();
  return success ? "" : new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
}

/** The same package under a later version. */
function makeLater(): string {
  const { folder, deb } = packages();
  const tree = `${folder}/later`;
  must("dpkg-deb", "--raw-extract", deb, tree);
  const control = `${tree}/DEBIAN/control`;
  Deno.writeTextFileSync(control, Deno.readTextFileSync(control).replace(/^Version: .*$/m, "Version: 99.0"));
  must("dpkg-deb", "-Znone", "--build", tree, `${tree}.deb`);
  return `${tree}.deb`;
}

/** A checkout of the same commit, and of what is not yet committed, elsewhere, with the times of now. */
function makeClone(): string {
  const clone = `${packages().folder}/elsewhere/clone`;
  must("git", "clone", "--quiet", CHECKOUT, clone);
  must(
    "sh",
    "-c",
    `git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$0"`,
    clone,
  );
  return clone;
}

const digest = (file: string) => run("sha256sum", [file]).stdout.slice(0, 64);

/** What a program or library is compiled for (readelf(1)). */
const machineOf = (file: string) => /Machine: +(.+)/.exec(run("readelf", ["-h", file]).stdout)?.[1];

function must(command: string, ...args: string[]): void {
  const { code, stdout, stderr } = run(command, args, CHECKOUT);
  assert.equal(code, 0, `${command} ${args.join(" ")}: ${stderr}${stdout}`);
}

function install(box: Box, file: string): void {
  Deno.copyFileSync(file, `${box.root}/opt/package.deb`);
  box.must("env", "DEBIAN_FRONTEND=noninteractive", "dpkg", "-i", "/opt/package.deb");
}

const status = (box: Box) =>
  waitFor(
    "the installed daemon",
    () => Promise.resolve(box.get<OutputOf<"daemon.status">>(SOCKET, "/v1/status")),
  );

/** Installs again while the daemon is asked: the new process has taken the old one's place, and no request failed. */
async function upgraded(box: Box, installs: () => void): Promise<void> {
  const { pid } = await status(box);
  const ended = asking(box, asksForHealth(SOCKET));
  installs();
  const { asked, faults } = await ended();
  assert.equal(faults, "");
  assert.ok(asked > 10, `${asked} requests`);
  const after = await status(box);
  assert.notEqual(after.pid, pid, "the new program runs");
  assert.equal(after.previous_stop?.reason, `process ${after.pid} takes its place`);
}

/** A real model is loaded by the library that lies beside the programs, and answers. */
function answered(box: Box, model: string): void {
  Deno.copyFileSync(model, `${box.root}/opt/small.gguf`);
  box.must("cortex", "model", "import", "--system", "/opt/small.gguf");
  box.write("/etc/cortex/daemon.d/model.yaml", "assistant: { enabled: true }\n");
  box.write("/etc/systemd/system/cortexd.service.d/model.conf", "[Service]\nMemoryMax=2G\n");
  box.must("systemctl", "daemon-reload");
  box.must("systemctl", "restart", "cortexd");
  box.must("cortex", "model", "load");
  const question = JSON.stringify({ prompt: "What is the capital of France?", max_tokens: 16 });
  const post = ["-sS", "--fail-with-body", "--unix-socket", SOCKET, "-H", "Content-Type: application/json"];
  const reply = box.must("curl", ...post, "-d", question, "http://cortex/v1/assistant/infer");
  assert.match(JSON.parse(reply).text, /Paris/);
}

function assertNothingLeft(box: Box): void {
  const found = box.must("find", "/etc", "/run", "/usr", "/var", "-name", "cortex*").split("\n");
  // What systemd itself remembers of units, and the drop-in of the administrator.
  const others = found.filter((path) => path !== "" && !/^\/(run|etc)\/systemd\//.test(path));
  assert.deepEqual(others, []);
}

function diskAlert(box: Box, mount: string) {
  const { items } = box.get<OutputOf<"alerts.list">>(SOCKET, "/v1/alerts?category=disk");
  return items.find((alert) => alert.rule === "disk" && alert.subject === mount);
}

Deno.test({
  name:
    "the package installs, runs as its own user, warns, is upgraded with its state, and goes without a trace",
  ignore: missing() !== undefined,
  fn: async () => {
    const later = makeLater();
    const first = packages().deb;
    const faults = faultsOf(first);
    using box = bootBox();

    install(box, first);
    const { pid } = await status(box);
    assert.equal(box.must("ps", "-o", "user=", "-p", String(pid)).trim(), "cortex");
    assert.equal(box.must("systemctl", "is-enabled", "cortexd").trim(), "enabled");
    assert.equal(box.must("readlink", "-f", "/run/cortex.sock").trim(), "/run/cortex/cortex.sock");
    assert.match(box.must("cortex", "health"), /Memory/);

    box.must("mkdir", "-p", "/mnt/full");
    box.must("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", "/mnt/full");
    box.run("dd", "if=/dev/zero", "of=/mnt/full/file", "bs=1M", "count=8");
    const raised = await waitFor("the alert", () => Promise.resolve(diskAlert(box, "/mnt/full")));
    box.must("cortex", "alerts", "ack", raised.id);

    if (MODEL !== undefined) answered(box, MODEL);

    await upgraded(box, () => install(box, later));
    const kept = diskAlert(box, "/mnt/full");
    assert.deepEqual([kept?.id, kept?.status], [raised.id, "acknowledged"]);

    box.must("dpkg", "-r", "cortex");
    assert.notEqual(box.run("systemctl", "is-active", "cortexd").code, 0);
    assert.notEqual(box.run("test", "-e", "/usr/bin/cortexd").code, 0);
    box.must("test", "-e", "/var/lib/cortex/cortex.db");
    box.must("dpkg", "-P", "cortex");
    assertNothingLeft(box);
    assert.equal(await faults, "");
  },
});

Deno.test({
  name: "the tarball installs, is upgraded without a lost request, and goes without a trace",
  ignore: missing() !== undefined,
  fn: async () => {
    const { tar } = packages();
    using box = bootBox();
    must("tar", "-xf", tar, "-C", `${box.root}/opt`, "--strip-components=1", "--one-top-level=tarball");
    box.must("/opt/tarball/install.sh");
    assert.equal((await status(box)).pid, Number(box.must("systemctl", "show", "-P", "MainPID", "cortexd")));
    box.must("cortex", "config", "validate");
    box.write("/etc/cortex/daemon.yaml", "version: 1\nmonitor: { interval_seconds: 7 }\n");
    await upgraded(box, () => box.must("/opt/tarball/install.sh"));
    assert.match(box.must("cortex", "config", "show", "monitor.interval_seconds"), /\b7\b/);
    box.must("/opt/tarball/uninstall.sh");
    assert.notEqual(box.run("systemctl", "is-active", "cortexd").code, 0);
    assert.notEqual(box.run("test", "-e", "/usr/bin/cortexd").code, 0);
    box.must("test", "-e", "/var/lib/cortex/cortex.db");
    box.must("/opt/tarball/uninstall.sh", "--purge");
    assertNothingLeft(box);
  },
});

Deno.test({
  name: "the programs carry little besides the runtime, and the library is this platform's alone",
  ignore: missing() !== undefined,
  fn: () => {
    const runtime = Deno.statSync(Deno.env.get("DENORT_BIN") ?? "").size;
    const tree = `${packages().folder}/content`;
    must("dpkg-deb", "--extract", packages().deb, tree);
    for (const name of ["cortex", "cortexd"]) {
      const carried = Deno.statSync(`${tree}/usr/bin/${name}`).size - runtime;
      assert.ok(carried > 0 && carried < MOST_CARRIED_BYTES, `${name} carries ${carried} bytes`);
    }
    const native = run("find", [tree, "-name", "*.so", "-o", "-name", "*.node"]).stdout.trim().split("\n");
    assert.ok(native.length > 3);
    for (const file of native) {
      assert.ok(file.startsWith(`${tree}/usr/lib/cortex/llama/bins/`), file);
      assert.equal(machineOf(file), machineOf(`${tree}/usr/bin/cortexd`), file);
    }
  },
});

Deno.test({
  name: "two packages of one commit are equal byte by byte, whatever the folder, umask, locale and time zone",
  ignore: missing() !== undefined,
  fn: () => {
    const first = packages();
    const clone = makeClone();
    must(
      "sh",
      "-c",
      `cd "$0" && umask 077 && TZ=Asia/Tokyo LC_ALL=C.UTF-8 "$1" task --quiet package`,
      clone,
      Deno.execPath(),
    );
    for (const file of [first.deb, first.tar]) {
      assert.equal(digest(`${clone}/dist/${file.slice(first.folder.length)}`), digest(file), file);
    }
  },
});

Deno.test.afterAll(() => {
  if (packed !== undefined) Deno.removeSync(packed.folder, { recursive: true });
});
