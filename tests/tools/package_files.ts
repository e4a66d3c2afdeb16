import { gzipSync } from "node:zlib";
import { SYSTEM_LIBRARY_DIR } from "../../src/assistant/launch.ts";
import { VERSION } from "../../src/contract/wire.ts";
import { LIBRARY_LOCK } from "./assistant.ts";
import { licenses } from "./build_tree.ts";

/** Where the assistant's library is installed. */
const LIBRARY = SYSTEM_LIBRARY_DIR.slice(1);

/** A file of the package: a text, bytes, or the file it is copied from. */
export interface InstalledFile {
  /** Below the root, without a slash before it. */
  readonly path: string;
  readonly mode: number;
  readonly content: string | Uint8Array | URL;
}

/**
 * Everything that is installed, by file-hierarchy(7).
 * @param root The checkout.
 * @param programs Folder of the compiled programs, with the assistant's library in `llama`.
 * @param time When the commit was made, seconds of the epoch.
 */
export async function installedFiles(
  root: string,
  programs: string,
  time: number,
): Promise<InstalledFile[]> {
  const file = (path: string, from: string, mode = 0o644): InstalledFile => ({
    path,
    mode,
    content: new URL(`file://${from}`),
  });
  const printed = async (path: string, ...args: string[]): Promise<InstalledFile> => ({
    path,
    mode: 0o644,
    content: await output(`${programs}/cortex`, args),
  });
  const packed = async (path: string, text: Promise<string> | string): Promise<InstalledFile> => ({
    path: `${path}.gz`,
    mode: 0o644,
    content: gzipSync(await text, { level: 9 }),
  });
  const doc = "usr/share/doc/cortex";
  return [
    file("usr/bin/cortexd", `${programs}/cortexd`, 0o755),
    file("usr/bin/cortex", `${programs}/cortex`, 0o755),
    ...filesBelow(`${programs}/llama`).map((path) => file(`${LIBRARY}/${path}`, `${programs}/llama/${path}`)),
    file("usr/lib/cortex/reload", `${root}systemd/reload.sh`, 0o755),
    file("usr/lib/cortex/stopped", `${root}systemd/stopped.sh`, 0o755),
    file("usr/lib/systemd/system/cortexd.service", `${root}systemd/cortexd.service`),
    file("usr/lib/sysusers.d/cortex.conf", `${root}systemd/cortex.sysusers.conf`),
    file("usr/lib/tmpfiles.d/cortex.conf", `${root}systemd/cortex.tmpfiles.conf`),
    ...[...Deno.readDirSync(`${root}systemd/drop-ins`)].map(({ name }) => name).sort().map((name) =>
      file(`${doc}/examples/${name}`, `${root}systemd/drop-ins/${name}`)
    ),
    await printed("etc/cortex/daemon.yaml", "config", "example"),
    await printed("usr/share/bash-completion/completions/cortex", "completions", "bash"),
    await printed("usr/share/zsh/vendor-completions/_cortex", "completions", "zsh"),
    await printed("usr/share/fish/vendor_completions.d/cortex.fish", "completions", "fish"),
    await packed("usr/share/man/man1/cortex.1", output(`${programs}/cortex`, ["man"])),
    await packed("usr/share/man/man8/cortexd.8", output(`${programs}/cortex`, ["man", "cortexd"])),
    await packed(`${doc}/changelog`, changelog(time)),
    file(`${doc}/copyright`, `${root}systemd/debian/copyright`),
    await packed(`${doc}/licenses`, licenses(root, [`${root}deno.lock`, LIBRARY_LOCK])),
    ...["README.md", ...linkedFrom(`${root}README.md`)].map((path) =>
      file(`${doc}/${path}`, `${root}${path}`)
    ),
    file("usr/share/lintian/overrides/cortex", `${root}systemd/debian/lintian-overrides`),
  ];
}

/** Files that a document shows or leads to, below its own folder. */
function linkedFrom(document: string): string[] {
  const links = Deno.readTextFileSync(document).matchAll(/\]\((?!https?:|#)([^)]+)\)/g);
  return [...new Set([...links].map(([, path = ""]) => path))];
}

/** Files of a folder and those below it, in the order of their names. */
function filesBelow(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) =>
    isDirectory ? filesBelow(`${folder}/${name}`).map((path) => `${name}/${path}`) : [name]
  ).sort();
}

async function output(program: string, args: string[]): Promise<string> {
  const { success, stdout } = await new Deno.Command(program, { args, env: { NO_COLOR: "1" } }).output();
  if (!success) throw new Error(`Cannot make the package: ${program} ${args.join(" ")} failed`);
  return new TextDecoder().decode(stdout);
}

/** What Debian wants to know of changes (deb-changelog(5)); the changes themselves are in CHANGELOG.md. */
function changelog(time: number): string {
  const date = new Date(time * 1000).toUTCString().replace("GMT", "+0000");
  return `cortex (${VERSION}) stable; urgency=medium\n\n  * See CHANGELOG.md of this version.\n\n -- The Cortex developers <cortex@localhost.localdomain>  ${date}\n`;
}
