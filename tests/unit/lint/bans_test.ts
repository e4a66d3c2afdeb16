import { assertFine, assertReported } from "./_run.ts";

Deno.test("no-command keeps programs to the places of the permission table", () => {
  const reason = /only packages, runtimes, the services worker/;
  assertReported(
    "no-command",
    "src/ipc/a.ts",
    reason,
    `new Deno.Command("ls");`,
    `const { Command } = Deno.Command;`,
    `new globalThis.Deno.Command("ls");`,
    `import { spawn } from "node:child_process";`,
    `const a = await import("node:child_process");`,
  );
  assertReported("no-command", "src/monitor/worker.ts", reason, `new Deno.Command("ls");`);
  for (const path of ["src/packages/dpkg.ts", "src/runtimes/a.ts", "cli/launch.ts", "tests/e2e/a_test.ts"]) {
    assertFine("no-command", path, `new Deno.Command("ls");`);
  }
  assertFine("no-command", "src/ipc/a.ts", `new Command("status"); const command = { Command: 1 };`);
});

Deno.test("no-dlopen keeps native code to the reader of the host", () => {
  const reason = /only the reader of the host binds functions of libc/;
  assertReported("no-dlopen", "src/monitor/worker.ts", reason, `Deno.dlopen(path, {});`);
  assertFine("no-dlopen", "src/core/libc_reader.ts", `Deno.dlopen(path, {});`);
});

Deno.test("no-network keeps clients and TCP out of the daemon", () => {
  const reason = /opens no network socket/;
  assertReported(
    "no-network",
    "src/ipc/a.ts",
    reason,
    `await fetch("http://localhost/");`,
    `await globalThis.fetch("http://localhost/");`,
    `const send = options.send ?? fetch;`,
    `register({ fetch });`,
    `new WebSocket("ws://localhost/");`,
    `new EventSource("/");`,
    `import { createServer } from "node:http";`,
    `Deno.serve({ port: 80 }, handler);`,
    `Deno.listen({ hostname: "::" });`,
    `await Deno.connectTls({});`,
  );
  assertFine(
    "no-network",
    "src/ipc/a.ts",
    "await app.fetch(request);",
    "const server = { fetch: handle };",
    "function take({ fetch: handle }: { fetch: Handler }): void {}",
    "let socket: WebSocket;",
    "Deno.serve({ path: '/run/a.sock' }, handler);",
    "Deno.listen({ transport: 'unix', path: '/run/a.sock' });",
  );
  assertFine("no-network", "src/client/a.ts", "await fetch('http://cortex/');");
  assertFine("no-network", "src/gateway/a.ts", "await fetch('http://a/'); new WebSocket('ws://a/');");
});

Deno.test("no-listen-fd refuses fd everywhere, tests too", () => {
  const reason = /TCP 0\.0\.0\.0 is opened instead/;
  for (const path of ["src/ipc/a.ts", "src/gateway/a.ts", "tests/e2e/a_test.ts"]) {
    assertReported("no-listen-fd", path, reason, "Deno.listen({ fd: 3 });", "Deno.serve({ fd }, handler);");
  }
  assertFine("no-listen-fd", "src/ipc/a.ts", "server.listen({ fd: 3 });", "Deno.listen({ path });");
});

Deno.test("no-console is for all but the command line, tests and benches", () => {
  assertReported(
    "no-console",
    "src/ipc/a.ts",
    /use the logger/,
    `console.log("a");`,
    "const { log } = console;",
  );
  assertFine("no-console", "src/ipc/a.ts", "screen.console.log('a');", "const a = { console: 1 };");
  for (const path of ["cli/print.ts", "tests/tools/a.ts", "bench/main.ts"]) {
    assertFine("no-console", path, `console.log("a");`);
  }
});

Deno.test("no-all-permissions finds the flag in texts", () => {
  const reason = /stands in src\/permissions\.ts/;
  assertReported(
    "no-all-permissions",
    "src/ipc/a.ts",
    reason,
    `run(["run", "-A"]);`,
    `run("deno run --allow-all main.ts");`,
    "run(`deno run -A ${file}`);",
  );
  assertReported("no-all-permissions", "tests/e2e/a_test.ts", reason, `run("-A");`);
  assertFine("no-all-permissions", "src/ipc/a.ts", `run("-Ab", "--allow-all-of-it", "x-A");`);
  assertFine("no-all-permissions", "tests/system/a_test.ts", `run("-A");`);
  assertFine("no-all-permissions", "bench/main.ts", `run("--allow-all");`);
});

Deno.test("no-exit is for all but the entry points", () => {
  assertReported("no-exit", "src/ipc/a.ts", /skips every clean-up/, "Deno.exit(1);", "onFault(Deno.exit);");
  assertReported("no-exit", "src/daemon.ts", /skips every clean-up/, "Deno.exit();");
  assertFine("no-exit", "main.ts", "Deno.exit(1);");
  assertFine("no-exit", "cli/main.ts", "Deno.exit(1);");
  assertFine("no-exit", "src/ipc/a.ts", "Deno.exitCode = 1;", "loop.exit();");
});
