/**
 * Sets up the library that runs language models: `assistant.ts [DIR]` writes it to DIR, by default to the place where
 * a user's own daemon looks for it. What is downloaded is node-llama-cpp with the one package of native code that this
 * machine needs. What stays is that package's code, and the library's as one file, so that the daemon loads it without
 * a package manager:
 *
 * - `dist/engine.js`: the library
 * - `llama/binariesGithubRelease.json`: which llama.cpp it is, read by it from there
 * - `bins/`: native code
 * @module
 */
import { parseArgs } from "node:util";
import { libraryDir } from "../../src/assistant/launch.ts";
import { parseDaemonOptions, readStart } from "../../src/config/launch.ts";

const TEMPLATE = new URL("./llama/", import.meta.url);
/** What is carried of others in it is named by this lock file. */
export const LIBRARY_LOCK = new URL("deno.lock", TEMPLATE).pathname;
const LIBRARY = "node_modules/node-llama-cpp";
const PLATFORM = Deno.build.arch === "x86_64" ? "linux-x64" : "linux-arm64";

/** What the assistant's worker uses of the library: inner modules, which the pinned version has. */
const ENTRY = [
  ["Llama", "bindings/Llama.js"],
  ["resolveChatWrapper", "chatWrappers/utils/resolveChatWrapper.js"],
  ["LlamaGrammarEvaluationState", "evaluator/LlamaGrammarEvaluationState.js"],
].map(([name, file]) => `export { ${name} } from "./${LIBRARY}/dist/${file}";\n`).join("");

/** Packages that the library would load on other machines; they stay imports of what is not there. */
const ELSEWHERE = [
  ...["linux-arm64", "linux-armv7l", "linux-riscv64", "linux-x64", "linux-x64-cuda", "linux-x64-cuda-ext"],
  ...["linux-x64-vulkan", "mac-arm64-metal", "mac-x64", "win-arm64", "win-x64", "win-x64-cuda"],
  ...["win-x64-cuda-ext", "win-x64-vulkan"],
].map((name) => `@node-llama-cpp/${name}`);

if (import.meta.main) {
  const { positionals: [given] } = parseArgs({ allowPositionals: true });
  const start = readStart(parseDaemonOptions(["--user"], () => undefined));
  const dir = given === undefined ? libraryDir(start, "") : new URL(given, `file://${Deno.cwd()}/`).pathname;
  await setUpLibrary(dir.replace(/\/$/, ""));
}

/** Puts a whole library in the place of what is there. Throws where it cannot be downloaded. */
export async function setUpLibrary(dir: string): Promise<void> {
  const work = Deno.makeTempDirSync({ prefix: "cortex-llama-" });
  const draft = `${dir}.draft`;
  try {
    await install(work);
    await bundle(work);
    removeAll(draft);
    for (const folder of ["dist", "llama", "bins"]) Deno.mkdirSync(`${draft}/${folder}`, { recursive: true });
    Deno.copyFileSync(`${work}/engine.js`, `${draft}/dist/engine.js`);
    const release = "llama/binariesGithubRelease.json";
    Deno.copyFileSync(`${work}/${LIBRARY}/${release}`, `${draft}/${release}`);
    const native = `${work}/node_modules/.deno/node_modules/@node-llama-cpp/${PLATFORM}/bins/${PLATFORM}`;
    for (const { name } of Deno.readDirSync(native)) {
      Deno.copyFileSync(`${native}/${name}`, `${draft}/bins/${name}`);
    }
    removeAll(dir);
    Deno.renameSync(draft, dir);
    console.log(`${dir}  ${(sizeOf(dir) / 2 ** 20).toFixed(1)} MiB`);
  } finally {
    removeAll(draft);
    removeAll(work);
  }
}

/** The lock holds every package to its digest; on another platform than the one it was made on, all but its own. */
async function install(work: string): Promise<void> {
  Deno.writeTextFileSync(`${work}/entry.js`, ENTRY);
  for (const name of ["deno.lock", "package.json"]) {
    const text = Deno.readTextFileSync(new URL(name, TEMPLATE));
    const own = name === "package.json" ? text.replace(`/${PLATFORM}"`, '/linux-x64"') : text;
    Deno.writeTextFileSync(`${work}/${name}`, own);
  }
  await deno(work, ["install", "--quiet", "--node-modules-dir=auto"]);
}

async function bundle(work: string): Promise<void> {
  const external = [...ELSEWHERE, "node:sea"].flatMap((name) => ["--external", name]);
  await deno(work, [
    "bundle",
    "--quiet",
    "--node-modules-dir=manual",
    ...external,
    "--output",
    "engine.js",
    "entry.js",
  ]);
}

async function deno(cwd: string, args: readonly string[]): Promise<void> {
  const { success } = await new Deno.Command(Deno.execPath(), { args: [...args], cwd, stdin: "null" }).spawn()
    .status;
  if (!success) throw new Error(`Cannot set up the library: deno ${args[0]} failed, see above`);
}

function sizeOf(folder: string): number {
  return [...Deno.readDirSync(folder)].reduce((sum, { name, isDirectory }) => {
    const path = `${folder}/${name}`;
    return sum + (isDirectory ? sizeOf(path) : Deno.statSync(path).size);
  }, 0);
}

function removeAll(path: string): void {
  try {
    Deno.removeSync(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
