import { importVisitor } from "../imports.ts";
import { isProduct, projectPath, resolveImport, unitOf } from "../layout.ts";

/** Imports go down the ranks of the layout, never up and never sideways. */
export const importRank: Deno.lint.Rule = {
  create(ctx) {
    const path = projectPath(ctx.filename);
    if (!isProduct(path)) return {};
    const from = unitOf(path);
    return importVisitor(({ specifier, node }) => {
      const target = resolveImport(path, specifier);
      if (target === undefined) return;
      const fault = faultOf(from, target);
      if (fault !== undefined) ctx.report({ node, message: `Cannot import "${specifier}": ${fault}` });
    });
  },
};

function faultOf(from: ReturnType<typeof unitOf>, target: string): string | undefined {
  const to = unitOf(target);
  if (!isProduct(target)) return "the program does not contain tests and benches";
  if (from === undefined) {
    return "this file stands in no folder of tests/lint/layout.ts; give its folder a rank";
  }
  if (to === undefined) return "it stands in no folder of tests/lint/layout.ts; give its folder a rank";
  if (to.name === from.name || to.rank < from.rank) return undefined;
  const ranks = `${from.name} has rank ${from.rank}, ${to.name} rank ${to.rank}`;
  return to.rank === from.rank
    ? `folders of one rank never import each other (${ranks}); let a higher one pass it in`
    : `imports go down only (${ranks}); let the higher one pass it in`;
}
