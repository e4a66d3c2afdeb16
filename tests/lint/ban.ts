/** What all bans of a name share: who may use it, and how its uses are found. */
import { importVisitor } from "./imports.ts";
import { projectPath, within } from "./layout.ts";
import { isReference, memberName } from "./names.ts";

/** A name or module that only some places may use. */
export interface Ban {
  /** Globals and members of globals: `fetch`, `Deno.Command`, `console`. */
  readonly names?: readonly string[];
  /** Specifiers of modules. */
  readonly modules?: readonly string[];
  /** Files and folders that may use them, from the root. */
  readonly allowed: readonly string[];
  /** Why, and what to do instead. */
  readonly reason: string;
}

/** A rule that reports every use of the banned names and modules outside the allowed places. */
export function ban({ names = [], modules = [], allowed, reason }: Ban): Deno.lint.Rule {
  return {
    create(ctx) {
      if (within(projectPath(ctx.filename), allowed)) return {};
      const check = (node: Deno.lint.Node, name: string | undefined) => {
        if (name === undefined || !names.includes(name)) return;
        ctx.report({ node, message: `Cannot use "${name}" here: ${reason}` });
      };
      return {
        ...importVisitor(({ specifier, node }) => {
          if (modules.includes(specifier)) {
            ctx.report({ node, message: `Cannot import "${specifier}" here: ${reason}` });
          }
        }),
        Identifier: (node) => {
          if (isReference(node)) check(node, node.name);
        },
        MemberExpression: (node) => check(node, memberName(node)),
      };
    },
  };
}
