/**
 * Makes what is installed on hosts: `package.ts [--output DIR]` writes `cortex_VERSION_ARCH.deb` and
 * `cortex-VERSION-ARCH.tar.gz` into `dist`. Needs dpkg-deb (1). Two packages of one commit, made by the same Deno, are
 * equal byte by byte: every time in them is the commit's, and neither umask, locale nor folder counts.
 * @module
 */
import { parseArgs } from "node:util";
import { VERSION } from "../../src/contract/wire.ts";
import { setUpLibrary } from "./assistant.ts";
import { buildTime, setTimes } from "./build_tree.ts";
import { compilePrograms, SYSTEM_FOLDERS } from "./compile.ts";
import { type InstalledFile, installedFiles } from "./package_files.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const ARCH = Deno.build.arch === "x86_64" ? "amd64" : "arm64";
const MAINTAINER_SCRIPTS = ["postinst", "prerm", "postrm"];

if (import.meta.main) {
  const { values } = parseArgs({
    args: Deno.args,
    options: { output: { type: "string", default: `${ROOT}dist` } },
  });
  const commit = await buildTime(ROOT);
  const work = Deno.makeTempDirSync({ prefix: "cortex-package-" });
  try {
    await compilePrograms(SYSTEM_FOLDERS, `${work}/bin`);
    await setUpLibrary(`${work}/bin/llama`);
    const files = await installedFiles(ROOT, `${work}/bin`, commit);
    const tree = `${work}/cortex-${VERSION}-${ARCH}`;
    for (const file of files) place(tree, file);
    await control(tree, files);
    // The umask is the user's own.
    await run("find", [tree, "-type", "d", "-exec", "chmod", "755", "{}", "+"]);
    await setTimes(tree, commit);
    Deno.mkdirSync(values.output, { recursive: true });
    const deb = `${values.output}/cortex_${VERSION}_${ARCH}.deb`;
    await run("dpkg-deb", ["--root-owner-group", "-Zxz", "-z1", "--build", tree, deb], {
      SOURCE_DATE_EPOCH: String(commit),
    });
    await tarball(tree, `${values.output}/cortex-${VERSION}-${ARCH}.tar.gz`, commit);
  } finally {
    Deno.removeSync(work, { recursive: true });
  }
}

function place(tree: string, { path, mode, content }: InstalledFile): void {
  const target = `${tree}/${path}`;
  Deno.mkdirSync(target.slice(0, target.lastIndexOf("/")), { recursive: true, mode: 0o755 });
  if (content instanceof URL) Deno.copyFileSync(content, target);
  else if (typeof content === "string") Deno.writeTextFileSync(target, content);
  else Deno.writeFileSync(target, content);
  Deno.chmodSync(target, mode);
}

/** The package's own description (deb-control(5)), its conffiles and its scripts. */
async function control(tree: string, files: readonly InstalledFile[]): Promise<void> {
  const bytes = files.reduce((sum, { path }) => sum + Deno.statSync(`${tree}/${path}`).size, 0);
  const fields = [
    "Package: cortex",
    `Version: ${VERSION}`,
    `Architecture: ${ARCH}`,
    "Maintainer: The Cortex developers <cortex@localhost.localdomain>",
    `Installed-Size: ${Math.ceil(bytes / 1024)}`,
    // The assistant's library asks for symbols of 2.34; the programs themselves for none later than 2.27.
    "Depends: libc6 (>= 2.34), libgcc-s1, libstdc++6",
    "Section: admin",
    "Priority: optional",
    "Description: system daemon that knows how this host is and keeps its alerts",
    " Samples load, memory, disks, network, processes and users, raises and keeps",
    " alerts that name their cause, and answers local clients over Unix sockets.",
    " The daemon opens no network socket and runs with the permissions it lists.",
    "",
  ];
  const sums = await text("sh", "-c", `cd "$0" && find usr -type f | LC_ALL=C sort | xargs md5sum`, tree);
  const script = (name: string) => Deno.readTextFileSync(`${ROOT}systemd/debian/${name}`);
  const members: readonly (readonly [string, number, string])[] = [
    ["control", 0o644, fields.join("\n")],
    ["conffiles", 0o644, "/etc/cortex/daemon.yaml\n"],
    ["md5sums", 0o644, `${sums}\n`],
    ...MAINTAINER_SCRIPTS.map((name) => [name, 0o755, script(name)] as const),
  ];
  for (const [name, mode, content] of members) place(tree, { path: `DEBIAN/${name}`, mode, content });
}

/** The same files for hosts without dpkg, with a script that installs and one that takes away. */
async function tarball(tree: string, output: string, commit: number): Promise<void> {
  await run("rm", ["-r", `${tree}/DEBIAN`]);
  for (const name of ["install.sh", "uninstall.sh"]) {
    place(tree, { path: name, mode: 0o755, content: new URL(`file://${ROOT}systemd/tarball/${name}`) });
  }
  const slash = tree.lastIndexOf("/");
  await run("sh", [
    "-c",
    `tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@${commit} -C "$0" -cf - "$1" | gzip -1n >"$2"`,
    tree.slice(0, slash),
    tree.slice(slash + 1),
    output,
  ]);
  console.log(output);
}

async function run(command: string, args: string[], env: Record<string, string> = {}): Promise<void> {
  const { success } = await new Deno.Command(command, { args, env }).spawn().status;
  if (!success) throw new Error(`Cannot make the package: ${command} failed, see above`);
}

async function text(command: string, ...args: string[]): Promise<string> {
  const { success, stdout } = await new Deno.Command(command, { args, stderr: "inherit" }).output();
  if (!success) throw new Error(`Cannot make the package: ${command} failed, see above`);
  return new TextDecoder().decode(stdout).trim();
}
