/** Names in a syntax tree: what an expression calls, reads or passes. */

const GLOBALS: readonly string[] = ["globalThis", "self", "window"];

/** `Deno.Command` for that expression, `fetch` for `globalThis.fetch`; undefined where it is no path of names. */
export function memberName(node: Deno.lint.Node): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression" || node.property.type !== "Identifier" || node.computed) {
    return undefined;
  }
  const object = memberName(node.object);
  if (object === undefined) return undefined;
  return GLOBALS.includes(object) ? node.property.name : `${object}.${node.property.name}`;
}

/** Fields of a parent in which an identifier is read as a variable; elsewhere it is a key, a binding or a type. */
const READ_AS: Readonly<Record<string, readonly string[]>> = {
  ArrayExpression: ["elements"],
  ArrowFunctionExpression: ["body"],
  AssignmentExpression: ["right"],
  AssignmentPattern: ["right"],
  CallExpression: ["callee", "arguments"],
  ConditionalExpression: ["consequent", "alternate"],
  LogicalExpression: ["left", "right"],
  MemberExpression: ["object"],
  NewExpression: ["callee", "arguments"],
  PropertyDefinition: ["value"],
  ReturnStatement: ["argument"],
  VariableDeclarator: ["init"],
};

/** Whether an identifier reads a variable. */
export function isReference(node: Deno.lint.Identifier): boolean {
  const parent = node.parent;
  if (parent.type === "Property") return parent.value === node && parent.parent.type === "ObjectExpression";
  return (READ_AS[parent.type] ?? []).some((field) =>
    [Reflect.get(parent, field)].flat().some((child) => child === node)
  );
}

/** The properties of the object literals that a call is given. */
export function literalOptions(call: Deno.lint.CallExpression): { name: string; node: Deno.lint.Property }[] {
  return call.arguments.flatMap((argument) =>
    argument.type !== "ObjectExpression"
      ? []
      : argument.properties.flatMap((node) =>
        node.type === "Property" && node.key.type === "Identifier" ? [{ name: node.key.name, node }] : []
      )
  );
}
