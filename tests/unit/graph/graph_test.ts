import assert from "node:assert/strict";
import { doorsOf, isWorker, RANKS, ROOT, unitOf } from "../../lint/layout.ts";
import { unusedExports } from "./_exports.ts";
import { cycles, type Module, parse, product, reach, readModules } from "./_graph.ts";

const modules = readModules();
const files = product(modules);
const loads = ({ loads }: Module) => loads;

/** The packages that a program loads when it starts at one of these modules. */
function packagesOf(...entries: string[]): string[] {
  return [...reach(modules, entries, loads)].flatMap((path) => modules.get(path)?.loaded_packages ?? []);
}

const isZod = (specifier: string) => /^(zod|@hono\/zod-validator)(\/|$)/.test(specifier);

Deno.test("no module imports itself by way of others", () => {
  assert.deepEqual(cycles(new Map(files.map((file) => [file.path, file]))), []);
});

Deno.test("cycles finds a circle and nothing else", () => {
  const source = (path: string, ...targets: string[]) =>
    [path, parse(path, targets.map((target) => `import "./${target}";`).join("\n"))] as const;
  const round = new Map([source("a.ts", "b.ts", "c.ts"), source("b.ts", "c.ts"), source("c.ts", "b.ts")]);
  assert.deepEqual(cycles(round), ["b.ts → c.ts → b.ts"]);
  const diamond = new Map([source("a.ts", "b.ts", "c.ts"), source("b.ts", "d.ts"), source("c.ts", "d.ts")]);
  assert.deepEqual(cycles(diamond), []);
});

Deno.test("what a module reaches has a lower rank or stands in its own folder", () => {
  const faults = files.flatMap(({ path }) => {
    const from = unitOf(path);
    const targets = [...reach(modules, [path], ({ imports }) => imports)];
    return targets.filter((target) => {
      const to = unitOf(target);
      if (from === undefined || to === undefined) return true;
      return to.name !== from.name && to.rank >= from.rank;
    }).map((target) => `${path} reaches ${target}`);
  });
  assert.deepEqual(faults, []);
});

Deno.test("every imported module exists", () => {
  const missing = files.flatMap(({ path, imports, urls }) =>
    [...imports, ...urls].filter((target) => !modules.has(target)).map((target) => `${path}: ${target}`)
  );
  assert.deepEqual(missing, []);
});

Deno.test("every module of the program is reached from an entry point or a door", () => {
  // Doors too: a folder may be whole before the first that uses it is written.
  const doors = RANKS.flat().flatMap(doorsOf).filter((door) => modules.has(door));
  const entries = ["main.ts", "mod.ts", "cli/main.ts", "cli/launch.ts", ...doors];
  const reached = reach(modules, entries, ({ imports, urls }) => [...imports, ...urls]);
  assert.deepEqual(files.map(({ path }) => path).filter((path) => !reached.has(path)), []);
});

Deno.test("every value that a module exports is used by another", () => {
  assert.deepEqual(unusedExports(modules), []);
});

Deno.test("unusedExports follows names through doors and tells what nobody names", () => {
  const module = (path: string, source: string) => [path, parse(path, source)] as const;
  const found = unusedExports(
    new Map([
      module("src/a/a.ts", "export const used = 1; export function passed() {} export class Unused {}"),
      module("src/a/b.ts", "export const starred = 1, unstarred = 2;"),
      module("src/a/mod.ts", "export { passed } from './a.ts'; export * from './b.ts';"),
      module(
        "main.ts",
        "import { starred } from './src/a/mod.ts'; import { used as a } from './src/a/a.ts';",
      ),
      module("tests/a.ts", "export const own = 1;"),
    ]),
  );
  assert.deepEqual(found, ["src/a/a.ts Unused", "src/a/b.ts unstarred"]);
});

Deno.test("the client module reaches the contract and the client only", () => {
  const units = [...reach(modules, ["mod.ts"], ({ imports }) => imports)].map((path) => unitOf(path)?.name);
  assert.deepEqual([...new Set(units)].sort(), ["mod", "src/client", "src/contract"]);
});

Deno.test("the daemon does not contain the gateway or the command line", () => {
  const units = new Set([...reach(modules, ["main.ts"], loads)].map((path) => unitOf(path)?.name));
  assert.deepEqual(["src/gateway", "src/client", "cli"].filter((unit) => units.has(unit)), []);
});

Deno.test("no worker loads zod", () => {
  const workers = files.flatMap(({ urls }) => urls).concat(files.map(({ path }) => path)).filter(isWorker);
  assert.ok(workers.includes("src/monitor/worker.ts"), `No worker of the monitor among ${workers}`);
  for (const worker of workers) assert.deepEqual(packagesOf(worker).filter(isZod), [], worker);
});

Deno.test("the contract's second door loads no zod, its first does", () => {
  assert.deepEqual(packagesOf("src/contract/wire.ts"), []);
  assert.ok(packagesOf("src/contract/mod.ts").some(isZod));
});

Deno.test("the launcher loads no schema, no logging and no server, only what reads a configuration file", () => {
  const packages = packagesOf("cli/launch.ts").filter((specifier) => !specifier.startsWith("node:"));
  assert.deepEqual([...new Set(packages)], ["js-yaml"]);
});

Deno.test("every import of deno.json is used", () => {
  const { imports } = JSON.parse(Deno.readTextFileSync(`${ROOT}/deno.json`));
  const used = [...modules.values()].flatMap(({ packages }) => packages);
  const unused = Object.keys(imports).filter((name) =>
    !used.some((specifier) => specifier === name || specifier.startsWith(`${name}/`))
  );
  assert.deepEqual(unused, []);
});

Deno.test("the layout names no folder twice, and every folder of src", () => {
  const names = RANKS.flat();
  assert.equal(new Set(names).size, names.length);
  const folders = [...Deno.readDirSync(`${ROOT}/src`)].filter((entry) => entry.isDirectory);
  assert.deepEqual(folders.map(({ name }) => name).filter((name) => !unitOf(`src/${name}/mod.ts`)), []);
});
