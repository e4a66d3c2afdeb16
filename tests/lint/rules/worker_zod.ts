import { importVisitor } from "../imports.ts";
import { isWorker, projectPath, resolveImport } from "../layout.ts";

/** Modules that load zod; the graph test follows the imports of the imports. */
function loadsZod(path: string, specifier: string): boolean {
  return /^(zod|@hono\/zod-validator)(\/|$)/.test(specifier) ||
    resolveImport(path, specifier) === "src/contract/mod.ts";
}

/** Workers do not load zod: with the schemas it costs each of them 16 MB and 30 ms. */
export const workerZod: Deno.lint.Rule = {
  create(ctx) {
    const path = projectPath(ctx.filename);
    if (!isWorker(path)) return {};
    return importVisitor(({ specifier, type_only, node }) => {
      if (type_only || !loadsZod(path, specifier)) return;
      ctx.report({
        node,
        message:
          `Cannot import "${specifier}" in a worker: zod costs each worker 16 MB; use "import type", or ` +
          "src/contract/wire.ts",
      });
    });
  },
};
