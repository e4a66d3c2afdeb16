import assert from "node:assert/strict";
import type { InstalledRuntime } from "../../../src/contract/mod.ts";
import { listInstalled } from "../../../src/runtimes/list_installed.ts";
import { type FileTree, memoryFiles } from "./_tree.ts";

const HOME = "/home/ada";
const PROGRAM = { program: true } as const;
const RECORDED: FileTree = JSON.parse(
  Deno.readTextFileSync(new URL("../../fixtures/runtimes/debian_12_pyenv_rustup.json", import.meta.url)),
);

/** What is found, in short: `node 20.1.0 nvm`, `*` for the active one, `!` for a manager's default. */
async function found(
  tree: FileTree,
  { home = HOME, path = ["/usr/local/bin", "/usr/bin"], roots }: {
    home?: string | null;
    path?: readonly string[];
    roots?: readonly string[];
  } = {},
  answers: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const asked: string[] = [];
  const list = await listInstalled(memoryFiles(tree, roots), { home, path }, (program) => {
    asked.push(program);
    return Promise.resolve(answers[program] ?? null);
  });
  assert.ok(asked.every((program) => list.some((one) => one.path === program)));
  return list.map((one) => `${one.runtime} ${one.version} ${one.manager}${marks(one)}`);
}

const marks = ({ active, manager_default }: InstalledRuntime) =>
  `${active ? " *" : ""}${manager_default ? " !" : ""}`;

Deno.test("runtimes: a recorded Debian with pyenv, rustup, alternatives and Go in /usr/local", async () => {
  const path = [
    "/usr/local/go/bin",
    `${HOME}/.cargo/bin`,
    `${HOME}/.pyenv/shims`,
    "/usr/local/bin",
    "/usr/bin",
    "/bin",
  ];
  const toolchains = `${HOME}/.rustup/toolchains`;
  assert.deepEqual(
    await found(RECORDED, { path }, {
      "/usr/bin/node": "v20.20.2\n",
      "/usr/bin/python3.11": "Python 3.11.2\n",
      [`${toolchains}/stable-x86_64-unknown-linux-gnu/bin/rustc`]: "rustc 1.95.0 (0b5c26c0e 2026-04-14)\n",
    }),
    [
      "node 20.20.2 alternatives *",
      "python 3.11.2 system",
      "python 2.7.18 pyenv",
      "python 3.6.15 pyenv",
      "python 3.7.16 pyenv",
      "python 3.8.18 pyenv",
      "python 3.9.18 pyenv",
      "python 3.10.13 pyenv",
      "python 3.11.7 pyenv * !",
      "python 3.12.1 pyenv",
      "python 3.13.0 pyenv",
      "go 1.26.8 system *",
      "rust null rustup",
      "rust 1.95.0 rustup * !",
      "java 17.0.15 alternatives *",
      "java 25.0.3 system",
    ],
  );
});

Deno.test("runtimes: the system daemon, which looks at no home, tells what the system has", async () => {
  const list = await found(RECORDED, { home: null });
  assert.deepEqual(list, [
    "node null alternatives *",
    "python 3.11 system *",
    "go 1.26.8 system",
    "java 17.0.15 alternatives *",
    "java 25.0.3 system",
  ]);
});

Deno.test("runtimes: nvm's default through its aliases, and the version a shell has put first", async () => {
  const nvm = `${HOME}/.nvm`;
  const tree: FileTree = {
    [`${nvm}/versions/node/v18.20.4/bin/node`]: PROGRAM,
    [`${nvm}/versions/node/v20.9.0/bin/node`]: PROGRAM,
    [`${nvm}/versions/node/v20.17.0/bin/node`]: PROGRAM,
    [`${nvm}/alias/default`]: "lts/iron\n",
    [`${nvm}/alias/lts/iron`]: "v20.17.0\n",
  };
  assert.deepEqual(await found(tree, { path: [`${nvm}/versions/node/v18.20.4/bin`] }), [
    "node 18.20.4 nvm *",
    "node 20.9.0 nvm",
    "node 20.17.0 nvm !",
  ]);
  const short = await found({ ...tree, [`${nvm}/alias/default`]: "20" });
  assert.deepEqual(short.filter((line) => line.endsWith("!")), ["node 20.17.0 nvm !"]);
  const round = await found({ ...tree, [`${nvm}/alias/default`]: "default" });
  assert.ok(round.every((line) => !line.endsWith("!")));
});

Deno.test("runtimes: fnm, rbenv, sdkman, mise and asdf, with links that mean one of their versions", async () => {
  const fnm = `${HOME}/.local/share/fnm`;
  const mise = `${HOME}/.local/share/mise`;
  const sdkman = `${HOME}/.sdkman/candidates/java`;
  const tree: FileTree = {
    [`${fnm}/node-versions/v22.3.0/installation/bin/node`]: PROGRAM,
    [`${fnm}/aliases/default`]: { link: `${fnm}/node-versions/v22.3.0/installation` },
    [`${HOME}/.rbenv/versions/3.2.2/bin/ruby`]: PROGRAM,
    [`${HOME}/.rbenv/versions/3.3.0-preview1/bin/ruby`]: PROGRAM,
    [`${HOME}/.rbenv/version`]: "3.2.2\n",
    [`${sdkman}/17.0.2-tem/bin/java`]: PROGRAM,
    [`${sdkman}/21.0.1-graal/bin/java`]: PROGRAM,
    [`${sdkman}/21.0.1-graal/release`]: 'IMPLEMENTOR="x"\nJAVA_VERSION="21.0.1"\n',
    [`${sdkman}/current`]: { link: "21.0.1-graal" },
    [`${mise}/installs/python/3.12.4/bin/python`]: { link: "python3.12" },
    [`${mise}/installs/python/3.12.4/bin/python3.12`]: PROGRAM,
    [`${mise}/installs/python/3.12`]: { link: "./3.12.4" },
    [`${mise}/installs/python/latest`]: { link: "./3.12.4" },
    [`${mise}/shims/python`]: { link: "/usr/bin/mise" },
    "/usr/bin/mise": PROGRAM,
    [`${HOME}/.config/mise/config.toml`]: '[tools]\npython = "3.12"\n',
    [`${HOME}/.asdf/installs/golang/1.21.0/bin/go`]: PROGRAM,
    [`${HOME}/.tool-versions`]: "nodejs 20\ngolang 1.21.0\n",
    [`${HOME}/.bun/bin/bun`]: PROGRAM,
    [`${HOME}/.other/bin/bun`]: PROGRAM,
  };
  const answers = { [`${HOME}/.bun/bin/bun`]: "1.1.20\n" };
  assert.deepEqual(await found(tree, { path: [`${mise}/shims`, "/usr/bin"] }, answers), [
    "node 22.3.0 fnm !",
    "python 3.12.4 mise * !",
    "go 1.21.0 asdf !",
    "ruby 3.2.2 rbenv !",
    "ruby 3.3.0 rbenv",
    "java 17.0.2 sdkman",
    "java 21.0.1 sdkman !",
    "bun 1.1.20 installer",
  ]);
});

Deno.test("runtimes: links out of what may be looked at, to nothing and in circles count for nothing", async () => {
  const tree: FileTree = {
    "/usr/bin/node": { link: "/srv/evil/node" },
    "/srv/evil/node": PROGRAM,
    "/usr/bin/php": { link: "php" },
    "/usr/bin/ruby": { link: "/usr/bin/ruby3.1" },
    "/usr/bin/python3": "a text that nobody may execute",
    "/usr/bin/deno": PROGRAM,
  };
  assert.deepEqual(await found(tree, { roots: ["/usr", "/opt"] }, { "/usr/bin/deno": "no version at all" }), [
    "deno null system *",
  ]);
});

Deno.test("runtimes: pyenv that leaves it to the system means what PATH finds next", async () => {
  const tree: FileTree = {
    [`${HOME}/.pyenv/shims/python3`]: PROGRAM,
    [`${HOME}/.pyenv/version`]: "system\n",
    [`${HOME}/.pyenv/versions/3.12.1/bin/python`]: PROGRAM,
    "/usr/bin/python3": { link: "python3.11" },
    "/usr/bin/python3.11": PROGRAM,
  };
  assert.deepEqual(await found(tree, { path: [`${HOME}/.pyenv/shims`, "/usr/bin"] }), [
    "python 3.11 system *",
    "python 3.12.1 pyenv",
  ]);
});

Deno.test("runtimes: what no version can be is none, whatever a program answers", async () => {
  const tree = { "/usr/bin/node": PROGRAM, "/usr/bin/php": PROGRAM, "/usr/bin/python3": PROGRAM };
  assert.deepEqual(
    await found(tree, {}, {
      "/usr/bin/node": `v1${"0".repeat(1_000)}\n`,
      "/usr/bin/php": "PHP 8.2.1\x1b[31m (cli)\n",
      "/usr/bin/python3": "Python 3.13.0rc1+\n",
    }),
    ["node null system *", "python 3.13.0rc1+ system *", "php null system *"],
  );
});

Deno.test("runtimes: a folder of shims is one also where PATH names the home by a link", async () => {
  const tree = {
    "/home/link": { link: "ada" },
    [`${HOME}/.pyenv/shims/python3`]: PROGRAM,
    [`${HOME}/.pyenv/version`]: "3.12.1\n",
    [`${HOME}/.pyenv/versions/3.12.1/bin/python`]: PROGRAM,
  } as const;
  assert.deepEqual(await found(tree, { path: ["/home/link/.pyenv/shims"] }), ["python 3.12.1 pyenv * !"]);
});
