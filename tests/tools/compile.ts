/**
 * Makes the programs that are shipped: `compile.ts [OPTIONS]` writes `dist/cortexd` and `dist/cortex`. A compiled
 * program takes no flags of Deno: what it may do is baked in, and so the folders must be known here.
 *
 * - `--runtime-dir DIR`: folder of the sockets, `/run/cortex`
 * - `--state-dir DIR`: folder of the database, `/var/lib/cortex`
 * - `--config-dir DIR`: folder of `daemon.yaml`, `daemon.d` and `.env`, `/etc/cortex`
 * - `--library-dir DIR`: folder of the assistant's library; without it `/usr/lib/cortex/llama`, and the library that
 *   belongs there is written beside the programs, into `llama`
 * - `--output DIR`: where the programs are written, `dist`
 *
 * Deno's own `compile` is used, or, where $DENO27 and $DENORT_BIN are set, that Deno with that runtime.
 * @module
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { SYSTEM_LIBRARY_DIR } from "../../src/assistant/launch.ts";
import { parseDaemonOptions, readGrantSettings, readStart } from "../../src/config/launch.ts";
import { LIBC_PLACES } from "../../src/monitor/launch.ts";
import { compiledTable, denoFlags, V8_FLAGS } from "../../src/permissions.ts";
import { CLI_VARIABLES, DAEMON_RUNS } from "../../cli/launch/cli.ts";
import { setUpLibrary } from "./assistant.ts";
import { buildTime, type BuildTree, copyBuildTree } from "./build_tree.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

/** Modules that are started by URL, which the compiler does not see. */
const WORKERS = /^(?!_).*worker\.ts$/;

/** Where a compiled program finds its things; written into it as the defaults of its environment. */
export interface Folders {
  readonly runtime_dir: string;
  readonly state_dir: string;
  readonly config_dir: string;
  readonly library_dir: string;
}

/** A Deno that compiles. */
interface Compiler {
  readonly path: string;
  readonly version: string;
}

/** Where the system's own programs find their things. */
export const SYSTEM_FOLDERS: Folders = {
  runtime_dir: "/run/cortex",
  state_dir: "/var/lib/cortex",
  config_dir: "/etc/cortex",
  library_dir: SYSTEM_LIBRARY_DIR,
};

if (import.meta.main) {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      "runtime-dir": { type: "string", default: SYSTEM_FOLDERS.runtime_dir },
      "state-dir": { type: "string", default: SYSTEM_FOLDERS.state_dir },
      "config-dir": { type: "string", default: SYSTEM_FOLDERS.config_dir },
      "library-dir": { type: "string" },
      output: { type: "string", default: `${ROOT}dist` },
    },
  });
  const library_dir = values["library-dir"];
  await compilePrograms({
    runtime_dir: values["runtime-dir"],
    state_dir: values["state-dir"],
    config_dir: values["config-dir"],
    library_dir: library_dir === undefined ? SYSTEM_FOLDERS.library_dir : resolve(library_dir),
  }, values.output);
  if (library_dir === undefined) await setUpLibrary(`${resolve(values.output)}/llama`);
}

/**
 * Writes `cortexd` and `cortex` into a folder, and says how large they are. Throws where the compiler fails.
 * @param folders Where the programs find their things.
 * @param output Where they are written.
 */
export async function compilePrograms(folders: Folders, output: string): Promise<void> {
  const work = Deno.makeTempDirSync({ prefix: "cortex-compile-" });
  try {
    await compileFrom(await copyBuildTree(ROOT, work, await buildTime(ROOT)), folders, resolve(output));
  } finally {
    Deno.removeSync(work, { recursive: true });
  }
}

async function compileFrom(tree: BuildTree, folders: Folders, output: string): Promise<void> {
  const compiler = await findCompiler();
  Deno.mkdirSync(output, { recursive: true });
  await compile(compiler, tree, `${output}/cortexd`, "main.ts", daemonFlags(folders, compiler), {
    CORTEX_SOCKET_DIR: folders.runtime_dir,
    CORTEX_STATE_DIR: folders.state_dir,
    CORTEX_CONFIG_DIR: folders.config_dir,
    ...libraryDefault(folders),
  });
  const named = folders.runtime_dir !== SYSTEM_FOLDERS.runtime_dir;
  await compile(
    compiler,
    tree,
    `${output}/cortex`,
    "cli/main.ts",
    cliFlags(),
    named ? { CORTEX_SOCKET_DIR: folders.runtime_dir } : {},
  );
}

/** What the daemon is told of the library's place where that is not the usual one. */
function libraryDefault({ library_dir }: Folders): Record<string, string> {
  return library_dir === SYSTEM_FOLDERS.library_dir ? {} : { CORTEX__ASSISTANT__LIBRARY_DIR: library_dir };
}

async function findCompiler(): Promise<Compiler> {
  const other = Deno.env.get("DENO27");
  if (other === undefined || Deno.env.get("DENORT_BIN") === undefined) {
    return { path: Deno.execPath(), version: Deno.version.deno };
  }
  const { stdout } = await new Deno.Command(other, { args: ["--version"] }).output();
  return { path: other, version: /^deno (\S+)/.exec(new TextDecoder().decode(stdout))?.[1] ?? "" };
}

/** The daemon's: those of the permission table, for the system's daemon without a configuration file. */
function daemonFlags(
  { runtime_dir, state_dir, config_dir, library_dir }: Folders,
  { version }: Compiler,
): string[] {
  const args = ["--socket-dir", runtime_dir, "--state-dir", state_dir, "--config-dir", config_dir];
  const start = readStart(parseDaemonOptions(args, () => undefined), "system");
  const settings = readGrantSettings(start);
  const assistant = { ...settings.assistant, library_dir };
  return denoFlags(compiledTable(start, { ...settings, assistant }, version));
}

/** The command line's: it is the user's own program, and which sockets it tries depends on who that is. */
function cliFlags(): string[] {
  return [
    "--allow-read",
    "--allow-write",
    "--allow-net",
    `--allow-env=${CLI_VARIABLES.join(",")}`,
    "--allow-sys=uid,hostname,statfs",
    // For `health --local`: bound once, in the worker that reads the host, and given back.
    `--allow-ffi=${LIBC_PLACES.join(",")}`,
    `--allow-run=${DAEMON_RUNS.join(",")}`,
  ];
}

async function compile(
  { path }: Compiler,
  { root, deno_dir }: BuildTree,
  output: string,
  entry: string,
  flags: readonly string[],
  defaults: Readonly<Record<string, string>>,
): Promise<void> {
  const file = Deno.makeTempFileSync({ prefix: "cortex-", suffix: ".env" });
  try {
    Deno.writeTextFileSync(
      file,
      Object.entries(defaults).map(([name, value]) => `${name}="${value}"\n`).join(""),
    );
    const includes = workers(`${root}src`).flatMap((worker) => ["--include", worker]);
    const { success } = await new Deno.Command(path, {
      args: [
        "compile",
        "--quiet",
        "--no-check",
        "--cached-only",
        "--no-prompt",
        V8_FLAGS,
        `--env-file=${file}`,
        ...flags,
        ...includes,
        "--output",
        output,
        `${root}${entry}`,
      ],
      cwd: root,
      env: { DENO_DIR: deno_dir },
      stdout: "inherit",
      stderr: "inherit",
    }).spawn().status;
    if (!success) throw new Error(`Cannot compile ${entry}: see above`);
    const { size } = Deno.statSync(output);
    console.log(`${output}  ${(size / 2 ** 20).toFixed(1)} MiB`);
  } finally {
    Deno.removeSync(file);
  }
}

function workers(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    if (isDirectory) return workers(path);
    return WORKERS.test(name) ? [path] : [];
  }).sort();
}
