import { projectPath, within } from "../layout.ts";

/** Places that need every permission, or, like the tests of this rule, have to name the flag. */
const ALLOWED = ["tests/system", "tests/unit/lint", "bench"];

/** Nothing of ours runs with every permission: it would hide a missing row of the permission table. */
export const noAllPermissions: Deno.lint.Rule = {
  create(ctx) {
    const path = projectPath(ctx.filename);
    if (within(path, ALLOWED)) return {};
    const check = (node: Deno.lint.Node, text: string) => {
      if (!/(^|\s)(--allow-all|-A)(\s|$)/.test(text)) return;
      ctx.report({
        node,
        message: `Cannot ask for all permissions: what it may do ` +
          "stands in src/permissions.ts; name the flags",
      });
    };
    return {
      Literal(node) {
        if (typeof node.value === "string") check(node, node.value);
      },
      TemplateElement: (node) => check(node, node.cooked),
    };
  },
};
