import assert from "node:assert/strict";
import { daemonDir, startDaemon } from "./_daemon.ts";
import { serveRegistry } from "./_registry.ts";

const README = Deno.readTextFileSync(new URL("../../README.md", import.meta.url));
const PROGRAM = `import { connect, VERSION } from "@cortex/cortexd";

await using client = await connect({ socket_dir: Deno.args[0] });
const { host, cpu } = await client.health.get();
console.log(VERSION, host.hostname !== "", cpu === null || cpu.usage_percent >= 0);
`;

Deno.test("a project that imports the package from a registry talks to a daemon, with the permissions that the README names", async () => {
  const dir = daemonDir();
  await using daemon = await startDaemon({ dir });
  await using registry = serveRegistry();
  const project = `${dir}/project`;
  Deno.mkdirSync(project);
  Deno.writeTextFileSync(`${project}/main.ts`, PROGRAM);
  Deno.writeTextFileSync(
    `${project}/deno.json`,
    JSON.stringify({ imports: { "@cortex/cortexd": "jsr:@cortex/cortexd@^0.1.0" } }),
  );
  const socket_dir = daemon.http_socket.replace("/http.sock", "");
  const [, flags = ""] = /a program needs `([^`]+)` and nothing else/.exec(README) ?? [];
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--check",
      "--quiet",
      "--no-prompt",
      ...flags.replaceAll("/run/cortex", socket_dir).split(" "),
      "main.ts",
      socket_dir,
    ],
    cwd: project,
    env: { JSR_URL: registry.url, DENO_DIR: `${dir}/cache`, NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assert.equal(code, 0, text(stderr));
  assert.equal(text(stdout), "0.1.0 true true\n");
});
