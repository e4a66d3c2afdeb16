import { memberName } from "../names.ts";
import { importVisitor } from "../imports.ts";
import { projectPath, resolveImport, within } from "../layout.ts";

const REASON = "the contract is shared by every process; it is pure and imports nothing but zod";

/** The contract imports zod and its own files, and does no input or output. */
export const contractPure: Deno.lint.Rule = {
  create(ctx) {
    const path = projectPath(ctx.filename);
    if (!within(path, ["src/contract"])) return {};
    return {
      ...importVisitor(({ specifier, node }) => {
        if (specifier === "zod" || resolveImport(path, specifier) !== undefined) return;
        ctx.report({ node, message: `Cannot import "${specifier}": ${REASON}` });
      }),
      MemberExpression(node) {
        if (node.object.type !== "Identifier" || node.object.name !== "Deno") return;
        ctx.report({ node, message: `Cannot use "${memberName(node) ?? "Deno"}": ${REASON}` });
      },
    };
  },
};
