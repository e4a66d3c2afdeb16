/**
 * What is compiled: a copy of the checkout's programs and of the packages they take, without what only tests and
 * editors need, and with one time for every file. The compiler embeds packages whole, with the time of each file and
 * with what it could not parse of their texts; from the checkout itself, two programs of one commit would differ.
 * @module
 */
import { existsSync } from "node:fs";

const COMPILED = ["main.ts", "cli", "src", "deno.json", "deno.lock"];

/** What of a package may be loaded when a program runs. */
const LOADED = ["js", "mjs", "cjs", "json", "wasm"];

/** What the compiler reads. */
export interface BuildTree {
  /** The copy, with a slash at its end. */
  readonly root: string;
  /** The packages, as a cache of Deno. */
  readonly deno_dir: string;
}

/** When the commit was made, or $SOURCE_DATE_EPOCH (reproducible-builds.org); seconds of the epoch. */
export async function buildTime(root: string): Promise<number> {
  return Number(Deno.env.get("SOURCE_DATE_EPOCH") ?? await run("git", ["log", "-1", "--format=%ct"], root));
}

/**
 * Copies into a folder what is compiled. Throws where a copy fails.
 * @param root The checkout.
 * @param time Seconds of the epoch.
 */
export async function copyBuildTree(root: string, folder: string, time: number): Promise<BuildTree> {
  const tree = { root: `${folder}/tree/`, deno_dir: `${folder}/deno` };
  for (const path of Object.values(tree)) Deno.mkdirSync(path, { recursive: true });
  // So that the packages are in the cache that is copied.
  await run(Deno.execPath(), ["cache", "--quiet", "--frozen", "main.ts", "cli/main.ts"], root);
  await run("cp", ["-r", ...COMPILED, tree.root], root);
  await dropUnused(tree.root);
  await copyCache(await cacheFolder(root), tree.deno_dir, `${root}deno.lock`);
  await setTimes(folder, time);
  return tree;
}

/** The licences of the packages of some lock files, each below the package's name. */
export async function licenses(root: string, locks: readonly string[]): Promise<string> {
  const cache = await cacheFolder(root);
  return locks.flatMap((lock) => lockedPackages(lock, cache)).map(({ registry, name, version }) => {
    const folder = `${cache}/npm/${registry}/${name}/${version}`;
    const file = [...Deno.readDirSync(folder)].find((entry) => /^licen[cs]e/i.test(entry.name))?.name;
    const text = file === undefined ? "See its package.json" : Deno.readTextFileSync(`${folder}/${file}`);
    return `${name} ${version}\n\n${text.trim()}\n`;
  }).join("\n\n");
}

/** Gives everything in a folder, itself included, one time, in seconds of the epoch. */
export async function setTimes(folder: string, time: number): Promise<void> {
  await run("find", [folder, "-exec", "touch", "-h", "-d", `@${time}`, "{}", "+"], folder);
}

/** Leaves in `imports` what a module of the copy asks for: what is named there is embedded. */
async function dropUnused(root: string): Promise<void> {
  const file = `${root}deno.json`;
  const config: { imports: Record<string, string> } = JSON.parse(Deno.readTextFileSync(file));
  const asked = await run("grep", ["-rhoE", '(from|import\\() ?"[^".][^"]*"', ...COMPILED.slice(0, 3)], root);
  const imports = Object.entries(config.imports).filter(([name]) =>
    asked.includes(`"${name}"`) || asked.includes(`"${name}/`)
  );
  Deno.writeTextFileSync(file, JSON.stringify({ ...config, imports: Object.fromEntries(imports) }));
}

async function cacheFolder(root: string): Promise<string> {
  const info: { denoDir: string } = JSON.parse(await run(Deno.execPath(), ["info", "--json"], root));
  return info.denoDir;
}

/** Copies of a cache what the lock file names, and links what the cache has besides packages. */
async function copyCache(from: string, to: string, lock: string): Promise<void> {
  for (const { name } of Deno.readDirSync(from)) {
    if (name !== "npm") Deno.symlinkSync(`${from}/${name}`, `${to}/${name}`);
  }
  const packages = lockedPackages(lock, from).flatMap((
    { registry, name, version },
  ) => [`npm/${registry}/${name}/registry.json`, `npm/${registry}/${name}/${version}`]);
  await run("cp", ["-r", "--parents", ...new Set(packages), to], from);
  const loaded = LOADED.flatMap((extension) => ["!", "-name", `*.${extension}`]);
  await run("find", [`${to}/npm`, "-type", "f", ...loaded, "-delete"], to);
}

/** The packages that a lock file names and a cache has, in the order of their names. */
function lockedPackages(lock: string, cache: string) {
  const { npm }: { npm: Record<string, unknown> } = JSON.parse(Deno.readTextFileSync(lock));
  const registries = [...Deno.readDirSync(`${cache}/npm`)].map((entry) => entry.name);
  return Object.keys(npm).sort().flatMap((key) => {
    // After the version, the key says which versions its peers have.
    const [, name = "", version = ""] = /^(@?[^@]+)@([^_]+)/.exec(key) ?? [];
    return registries.map((registry) => ({ registry, name, version }));
  }).filter(({ registry, name, version }) => existsSync(`${cache}/npm/${registry}/${name}/${version}`));
}

async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { success, stdout } = await new Deno.Command(command, { args: [...args], cwd, stderr: "inherit" })
    .output();
  if (!success) throw new Error(`Cannot run ${command} ${args[0]}: it failed, see above`);
  return new TextDecoder().decode(stdout);
}
