import { ban } from "../ban.ts";
import { projectPath, within } from "../layout.ts";
import { literalOptions, memberName } from "../names.ts";

const ALLOWED = ["src/gateway", "src/client", "tests", "bench"];
const REASON = "the daemon opens no network socket, ever; the gateway and the client do";
const OPENERS = ["Deno.serve", "Deno.listen", "Deno.listenDatagram", "Deno.connect"];

const names: Deno.lint.Rule = ban({
  names: ["fetch", "WebSocket", "EventSource", "Deno.connectTls", "Deno.listenTls", "Deno.resolveDns"],
  modules: ["http", "https", "http2", "tls", "dgram", "dns"].flatMap((name) => [name, `node:${name}`]),
  allowed: ALLOWED,
  reason: REASON,
});

/** Only the gateway and the client speak to a network; the daemon's sockets are Unix sockets. */
export const noNetwork: Deno.lint.Rule = {
  create(ctx) {
    if (within(projectPath(ctx.filename), ALLOWED)) return {};
    return {
      ...names.create(ctx),
      CallExpression(node) {
        const name = memberName(node.callee);
        if (name === undefined || !OPENERS.includes(name)) return;
        for (const option of literalOptions(node)) {
          if (option.name !== "port" && option.name !== "hostname") continue;
          ctx.report({ node: option.node, message: `Cannot give "${name}" a ${option.name}: ${REASON}` });
        }
      },
    };
  },
};
