import { isProduct, resolveImport } from "../../lint/layout.ts";
import { textOf } from "../../lint/imports.ts";
import type { Module } from "./_graph.ts";

/** A name of a module; `*` stands for all of them. */
interface Name {
  readonly path: string;
  readonly name: string;
}

interface Names {
  /** Functions, classes and constants that a module itself declares and exports. */
  readonly declared: readonly Name[];
  /** What it imports or passes on from other modules. */
  readonly used: readonly Name[];
  /** Modules of which it passes on everything. */
  readonly passed_on: readonly string[];
}

/** Values of the program that a module exports and no other module, tests included, ever names: `FILE NAME`. */
export function unusedExports(modules: ReadonlyMap<string, Module>): string[] {
  const names = new Map([...modules.values()].map((module) => [module.path, namesOf(module)]));
  const used = new Set<string>();
  const mark = ({ path, name }: Name) => {
    if (used.has(`${path} ${name}`)) return;
    used.add(`${path} ${name}`);
    for (const target of names.get(path)?.passed_on ?? []) mark({ path: target, name });
  };
  for (const module of names.values()) module.used.forEach(mark);
  return [...names.values()].flatMap(({ declared }) => declared)
    .filter(({ path, name }) => isProduct(path) && !used.has(`${path} ${name}`) && !used.has(`${path} *`))
    .map(({ path, name }) => `${path} ${name}`);
}

function namesOf({ path, source }: Module): Names {
  const declared: Name[] = [];
  const used: Name[] = [];
  const passed_on: string[] = [];
  const use = (source: Deno.lint.Node | null, names: readonly string[]) => {
    const target = source === null ? undefined : resolveImport(path, textOf(source) ?? "");
    if (target !== undefined) used.push(...names.map((name) => ({ path: target, name })));
  };
  const rule: Deno.lint.Rule = {
    create: () => ({
      ImportDeclaration: ({ source, specifiers }) =>
        use(source, specifiers.map((one) => one.type === "ImportSpecifier" ? nameOf(one.imported) : "*")),
      ImportExpression: ({ source }) => use(source, ["*"]),
      ExportAllDeclaration({ source }) {
        const target = resolveImport(path, source.value);
        if (target !== undefined) passed_on.push(target);
      },
      ExportNamedDeclaration({ source, specifiers, declaration }) {
        use(source, specifiers.map(({ local }) => nameOf(local)));
        declared.push(...valuesOf(declaration).map((name) => ({ path, name })));
      },
    }),
  };
  Deno.lint.runPlugin({ name: "exports", rules: { read: rule } }, path, source);
  return { declared, used, passed_on };
}

function nameOf(node: Deno.lint.Identifier | Deno.lint.StringLiteral): string {
  return node.type === "Identifier" ? node.name : node.value;
}

function valuesOf(declaration: Deno.lint.Node | null): string[] {
  if (declaration?.type === "VariableDeclaration") {
    return declaration.declarations.flatMap(({ id }) => id.type === "Identifier" ? [id.name] : []);
  }
  const named = declaration?.type === "FunctionDeclaration" || declaration?.type === "ClassDeclaration";
  return named && declaration.id !== null ? [declaration.id.name] : [];
}
