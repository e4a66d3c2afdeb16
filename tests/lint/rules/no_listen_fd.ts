import { literalOptions, memberName } from "../names.ts";

/** `Deno.listen` and `Deno.serve` do not know `fd`: they ignore it and open TCP 0.0.0.0 on a random port. */
export const noListenFd: Deno.lint.Rule = {
  create(ctx) {
    return {
      CallExpression(node) {
        const name = memberName(node.callee);
        if (name !== "Deno.listen" && name !== "Deno.serve") return;
        for (const option of literalOptions(node)) {
          if (option.name !== "fd") continue;
          ctx.report({
            node: option.node,
            message: `Cannot give "${name}" an fd: it is ignored and TCP 0.0.0.0 is opened instead; adopt ` +
              "systemd's socket with node:net listen({ fd })",
          });
        }
      },
    };
  },
};
