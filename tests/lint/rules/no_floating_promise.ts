import { memberName } from "../names.ts";

const ADVICE =
  "nobody waits for it and its failure ends the process; await it, keep it, or mark it with void";

/**
 * A promise that a statement drops. Without types only what is certain is reported: functions and methods that the
 * same file declares `async`, `.then` and `.finally` chains without `catch`, Deno's calls that have a `…Sync` twin,
 * and `assert.rejects`, which asserts nothing unless it is awaited.
 */
export const noFloatingPromise: Deno.lint.Rule = {
  create(ctx) {
    const async_names = new Set<string>();
    const other_names = new Set<string>();
    const bare: { node: Deno.lint.Node; name: string }[] = [];
    const declare = (name: string, is_async: boolean) => (is_async ? async_names : other_names).add(name);
    const parameters = (node: { params: readonly Deno.lint.Parameter[] }) => {
      for (const name of node.params.flatMap(bindings)) declare(name, false);
    };
    const report = (node: Deno.lint.Node, name: string) =>
      ctx.report({ node, message: `Cannot drop the promise of "${name}": ${ADVICE}` });
    return {
      FunctionDeclaration(node) {
        parameters(node);
        if (node.id !== null) declare(node.id.name, node.async);
      },
      FunctionExpression: parameters,
      ArrowFunctionExpression: parameters,
      VariableDeclarator(node) {
        for (const name of bindings(node.id)) declare(name, isAsync(node.init));
      },
      ExpressionStatement(node) {
        const call = node.expression.type === "ChainExpression"
          ? node.expression.expression
          : node.expression;
        if (call.type !== "CallExpression") return;
        if (call.callee.type === "Identifier") bare.push({ node, name: call.callee.name });
        const dropped = droppedMember(call);
        if (dropped !== undefined) report(node, dropped);
      },
      "Program:exit"() {
        for (const { node, name } of bare) {
          if (async_names.has(name) && !other_names.has(name)) report(node, name);
        }
      },
    };
  },
};

/** The name to report for a call of a member whose result certainly is a promise nobody handles. */
function droppedMember(call: Deno.lint.CallExpression): string | undefined {
  const callee = unchain(call.callee);
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return undefined;
  const method = callee.property.name;
  if (callee.object.type === "ThisExpression") {
    return hasAsyncMember(call, method) ? `this.${method}` : undefined;
  }
  const name = memberName(callee);
  if (name?.startsWith("Deno.") && `${method}Sync` in Deno) return name;
  if (name === "assert.rejects" || name === "assert.doesNotReject") return name;
  return (method === "then" || method === "finally") && !catches(call) ? `….${method}` : undefined;
}

/** Whether a chain of promise calls handles a rejection somewhere. */
function catches(node: Deno.lint.Node): boolean {
  const call = unchain(node);
  const callee = call.type === "CallExpression" ? unchain(call.callee) : call;
  if (call.type !== "CallExpression" || callee.type !== "MemberExpression") return false;
  const method = callee.property.type === "Identifier" ? callee.property.name : "";
  return method === "catch" || (method === "then" && call.arguments.length > 1) || catches(callee.object);
}

/** What stands inside the wrapper that `?.` puts round every link of a chain. */
function unchain(node: Deno.lint.Node): Deno.lint.Node {
  return node.type === "ChainExpression" ? node.expression : node;
}

/** Whether the class around a node declares an async method, or field with an async function, of that name. */
function hasAsyncMember(call: Deno.lint.CallExpression, name: string): boolean {
  let around: Deno.lint.Node | Deno.lint.Parameter = call;
  while ("parent" in around && around.type !== "ClassBody") around = around.parent;
  return around.type === "ClassBody" &&
    around.body.some((member) =>
      (member.type === "MethodDefinition" || member.type === "PropertyDefinition") &&
      member.key.type === "Identifier" && member.key.name === name && isAsync(member.value)
    );
}

function isAsync(node: Deno.lint.Node | null): boolean {
  return (node?.type === "ArrowFunctionExpression" || node?.type === "FunctionExpression") && node.async;
}

/** Names that a parameter or the left side of a declaration binds. */
function bindings(node: Deno.lint.Node | Deno.lint.Parameter): string[] {
  switch (node.type) {
    case "Identifier":
      return [node.name];
    case "AssignmentPattern":
      return bindings(node.left);
    case "RestElement":
      return bindings(node.argument);
    case "ArrayPattern":
      return node.elements.flatMap((element) => element === null ? [] : bindings(element));
    case "ObjectPattern":
      return node.properties.flatMap((property) =>
        bindings(property.type === "Property" ? property.value : property)
      );
    default:
      return [];
  }
}
