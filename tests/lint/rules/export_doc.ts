import { isProduct, projectPath, within } from "../layout.ts";
import { literalOptions } from "../names.ts";

/** Every export of the program says what it is. `deno doc --lint` cannot: it asks schemas for types only zod knows. */
export const exportDoc: Deno.lint.Rule = {
  create(ctx) {
    const path = projectPath(ctx.filename);
    // A command is described where it is listed, in cli/commands.ts.
    if (!isProduct(path) || within(path, ["cli/commands"])) return {};
    return {
      ExportNamedDeclaration(node) {
        const { declaration } = node;
        if (declaration === null || node.parent.type !== "Program") return;
        if (isInferred(declaration) || isDescribed(declaration)) return;
        const { body } = node.parent;
        const end_of_previous = body[body.indexOf(node) - 1]?.range[1] ?? 0;
        const comment = ctx.sourceCode.getCommentsBefore(node).at(-1);
        const documents = comment?.type === "Block" && comment.value.startsWith("*") &&
          comment.range[0] >= end_of_previous && !comment.value.includes("@module");
        if (!documents) {
          ctx.report({
            node,
            message: "Cannot export this without a doc comment: say what it is, units and errors",
          });
        }
      },
    };
  },
};

/** Whether it is the type of a schema, `Infer<typeof alert>`: the schema's comment speaks for both. */
function isInferred(declaration: Deno.lint.Node): boolean {
  return declaration.type === "TSTypeAliasDeclaration" &&
    declaration.typeAnnotation.type === "TSTypeReference" &&
    declaration.typeAnnotation.typeName.type === "Identifier" &&
    declaration.typeAnnotation.typeName.name === "Infer";
}

/** Whether it is a part that is described as data, by the `summary` or `help` that it hands to its definition. */
function isDescribed(declaration: Deno.lint.Node): boolean {
  const init = declaration.type === "VariableDeclaration" ? declaration.declarations[0]?.init : undefined;
  return init?.type === "CallExpression" &&
    literalOptions(init).some(({ name }) => name === "summary" || name === "help");
}
