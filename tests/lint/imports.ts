/** The imports of a module as its syntax tree shows them. */

/** One import, re-export, dynamic import or import type with a literal specifier. */
export interface Import {
  readonly specifier: string;
  /** Gone at run time: `import type`, `export type`, `import("…").T`, or all names marked `type`. */
  readonly type_only: boolean;
  readonly node: Deno.lint.Node;
}

/** A visitor that hands over every import of a module. */
export function importVisitor(found: (found: Import) => void): Deno.lint.LintVisitor {
  return {
    ImportDeclaration(node) {
      const names = node.specifiers;
      const type_only = node.importKind === "type" ||
        (names.length > 0 && names.every((name) => "importKind" in name && name.importKind === "type"));
      found({ specifier: node.source.value, type_only, node });
    },
    ExportNamedDeclaration(node) {
      if (node.source === null) return;
      found({ specifier: node.source.value, type_only: node.exportKind === "type", node });
    },
    ExportAllDeclaration(node) {
      found({ specifier: node.source.value, type_only: node.exportKind === "type", node });
    },
    ImportExpression(node) {
      const specifier = textOf(node.source);
      if (specifier !== undefined) found({ specifier, type_only: false, node });
    },
    TSImportType(node) {
      const argument = node.argument.type === "TSLiteralType" ? node.argument.literal : node.argument;
      const specifier = textOf(argument);
      if (specifier !== undefined) found({ specifier, type_only: true, node });
    },
  };
}

/** The text of a string literal or of a template without expressions. */
export function textOf(node: Deno.lint.Node): string | undefined {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "TemplateLiteral" && node.expressions.length === 0) return node.quasis[0]?.cooked;
  return undefined;
}
