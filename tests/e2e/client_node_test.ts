import assert from "node:assert/strict";
import { CortexError } from "../../src/contract/mod.ts";
import { alerts, event, health } from "../unit/cli/_samples.ts";
import { type Answers, newFolder, startFakeDaemon } from "./_fake_daemon.ts";
import { hasProgram } from "./_tmux.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const counts = health.alerts;
const events = [1, 2, 3].map((seq) => event(seq, "alert.raised"));

const answers: Answers = {
  "daemon.ping": () => ({ pong: true }),
  "health.get": () => new Promise((resolve) => setTimeout(() => resolve(health), 400)),
  "alerts.list": ({ cursor }) => {
    const index = Number(cursor ?? 0);
    const next_cursor = index + 1 < alerts.length ? String(index + 1) : null;
    return { items: alerts.slice(index, index + 1), next_cursor, counts };
  },
  "alerts.acknowledge_all": ({ category }) => ({ count: category === "disk" ? 3 : 0 }),
  "alerts.get": () => {
    throw new CortexError("ALERT_NOT_FOUND", "Cannot find it");
  },
};

/** Runs a program to its end; fails with what it wrote. */
async function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args: [...args], cwd, stdin: "null" })
    .output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assert.ok(success, `${program} ${args.join(" ")}: ${text(stdout)}${text(stderr)}`);
  return text(stdout);
}

/** A folder as an npm project has it: the packages, the client as modules of TypeScript and as one bundle. */
async function newProject(): Promise<string> {
  const dir = newFolder();
  Deno.writeTextFileSync(`${dir}/package.json`, '{ "private": true, "type": "module" }');
  await run("npm", [
    "install",
    "--no-audit",
    "--no-fund",
    "--silent",
    "--prefer-offline",
    "undici@7",
    "node@22",
  ], dir);
  await run("cp", ["-r", "--parents", "mod.ts", "src/client", "src/contract", `${dir}/`], ROOT);
  await run(Deno.execPath(), ["bundle", "--quiet", "--output", `${dir}/client.mjs`, `${ROOT}mod.ts`], ROOT);
  return dir;
}

/** The program's whole talk with a daemon that is restarted in the middle. */
async function talk(node: string, dir: string, file: string) {
  const first = startFakeDaemon(answers, newFolder(), events.slice(0, 2));
  const { socket_dir, socket } = first;
  const child = new Deno.Command(node, {
    args: [
      "--disable-warning=ExperimentalWarning",
      `${ROOT}tests/e2e/node_client.mjs`,
      `${dir}/${file}`,
      socket,
      dir,
    ],
    env: { CORTEX_SOCKET_DIR: socket_dir },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value = "null" } = await reader.read();
  if (value === "null") assert.fail(await new Response(child.stderr).text());
  await first[Symbol.asyncDispose]();
  await using _second = startFakeDaemon(answers, socket_dir, events);
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode("go on\n"));
  await writer.close();
  const { value: after = "null" } = await reader.read();
  assert.equal((await reader.read()).done, true);
  const { code } = await child.status;
  return {
    code,
    err: await new Response(child.stderr).text(),
    socket,
    ...JSON.parse(value),
    ...JSON.parse(after),
  };
}

const project = hasProgram("npm") ? await newProject() : undefined;

/** Versions of Node by what runs them, and in which form each takes the client. */
const WAYS: readonly (readonly [node: string, file: string])[] = project === undefined ? [] : [
  ["node", "client.mjs"],
  [`${project}/node_modules/.bin/node`, "client.mjs"],
  // Node 22 strips the types by itself.
  [`${project}/node_modules/.bin/node`, "mod.ts"],
];

for (const [node, file] of WAYS) {
  const version = (await run(node, ["--version"], "/")).trim();
  Deno.test(`the client under Node ${version}, from ${file}`, async () => {
    const { socket, err, ...results } = await talk(node, project ?? "", file);
    assert.deepEqual(results, {
      code: 0,
      ping: { pong: true },
      ids: alerts.map(({ id }) => id),
      changed: { count: 3 },
      refused: "ALERT_NOT_FOUND",
      slow: "TIMEOUT",
      given_up: "CANCELLED",
      no_socket: "SOCKET_NOT_FOUND",
      no_listener: "CONNECTION_REFUSED",
      by_environment: socket,
      flags: [],
      first_event: 1,
      again: { pong: true },
      next_events: [2, 3],
    }, err);
  });
}

Deno.test("the client under Node is tested where there is npm", { ignore: project === undefined }, () => {
  assert.equal(WAYS.length, 3);
});

Deno.test("without undici the client says what is missing", { ignore: project === undefined }, async () => {
  const dir = newFolder();
  Deno.copyFileSync(`${project}/client.mjs`, `${dir}/client.mjs`);
  const script = `import { connect } from "${dir}/client.mjs";
    await connect().catch((error) => console.log(error.code, error.message));`;
  const out = await run("node", ["--input-type=module", "--eval", script], dir);
  assert.match(out, /^UNAVAILABLE Cannot reach the daemon from Node: .* run npm install undici\n$/);
});
