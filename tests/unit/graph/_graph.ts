import { isProduct, projectPath, resolveImport, ROOT } from "../../lint/layout.ts";
import { importVisitor, textOf } from "../../lint/imports.ts";

/** A module of the project and what it names. */
export interface Module {
  readonly path: string;
  readonly lines: number;
  readonly source: string;
  /** Project paths of the modules it imports; `loads` are those that are still there at run time. */
  readonly imports: readonly string[];
  readonly loads: readonly string[];
  /** Specifiers of packages and of Node's modules. */
  readonly packages: readonly string[];
  readonly loaded_packages: readonly string[];
  /** Project paths of the modules it names as `new URL("./x.ts", import.meta.url)`: workers and programs. */
  readonly urls: readonly string[];
}

/** Every TypeScript module of the project by path, fixtures aside. */
export function readModules(): ReadonlyMap<string, Module> {
  const paths = ["src", "cli", "tests", "bench"].flatMap((folder) => listModules(`${ROOT}/${folder}`));
  const modules = ["main.ts", "mod.ts"].map((file) => `${ROOT}/${file}`).concat(paths).flatMap(readModule);
  return new Map(modules.map((module) => [module.path, module]));
}

/** The modules of the program itself. */
export function product(modules: ReadonlyMap<string, Module>): Module[] {
  return [...modules.values()].filter(({ path }) => isProduct(path));
}

/** Every path that can be reached from the starts over the edges that `next` gives, the starts included. */
export function reach(
  modules: ReadonlyMap<string, Module>,
  starts: readonly string[],
  next: (module: Module) => readonly string[],
): ReadonlySet<string> {
  const reached = new Set(starts);
  for (const path of reached) {
    const module = modules.get(path);
    if (module !== undefined) { for (const target of next(module)) reached.add(target); }
  }
  return reached;
}

/** One way from a module back to itself for each group of modules that import each other. */
export function cycles(modules: ReadonlyMap<string, Module>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]) => {
    const start = way.indexOf(path);
    if (start >= 0) found.push([...way.slice(start), path].join(" → "));
    if (start >= 0 || done.has(path)) return;
    for (const target of modules.get(path)?.imports ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of modules.keys()) visit(path, []);
  return found;
}

function listModules(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) return path === `${ROOT}/tests/fixtures` ? [] : listModules(path);
    return entry.isFile && path.endsWith(".ts") ? [path] : [];
  });
}

function entriesOf(folder: string): Deno.DirEntry[] {
  try {
    return [...Deno.readDirSync(folder)];
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function readModule(file: string): Module[] {
  const source = readText(file);
  return source === undefined ? [] : [parse(projectPath(file), source)];
}

function readText(file: string): string | undefined {
  try {
    return Deno.readTextFileSync(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Reads what a module names from its syntax tree. */
export function parse(path: string, source: string): Module {
  const files: { target: string; type_only: boolean }[] = [];
  const packages: { target: string; type_only: boolean }[] = [];
  const urls: string[] = [];
  const rule: Deno.lint.Rule = {
    create: () => ({
      ...importVisitor(({ specifier, type_only }) => {
        const target = resolveImport(path, specifier);
        if (target === undefined) packages.push({ target: specifier, type_only });
        else files.push({ target, type_only });
      }),
      NewExpression(node) {
        const [first] = node.arguments;
        if (node.callee.type !== "Identifier" || node.callee.name !== "URL" || first === undefined) return;
        const target = resolveImport(path, textOf(first) ?? "");
        if (target?.endsWith(".ts")) urls.push(target);
      },
    }),
  };
  Deno.lint.runPlugin({ name: "graph", rules: { read: rule } }, path, source);
  const at_run_time = (found: typeof files) => found.flatMap((one) => one.type_only ? [] : [one.target]);
  return {
    path,
    source,
    lines: source.split("\n").length - 1,
    imports: files.map(({ target }) => target),
    loads: at_run_time(files),
    packages: packages.map(({ target }) => target),
    loaded_packages: at_run_time(packages),
    urls,
  };
}
