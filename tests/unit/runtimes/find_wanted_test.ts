import assert from "node:assert/strict";
import fc from "fast-check";
import { findWanted } from "../../../src/runtimes/find_wanted.ts";
import { RUNTIMES } from "../../../src/runtimes/runtimes.ts";
import { toolFiles } from "../../../src/runtimes/tool_files.ts";
import { type FileTree, memoryFiles } from "./_tree.ts";

function wanted(files: Readonly<Record<string, FileTree[string]>>) {
  const tree = Object.fromEntries(Object.entries(files).map(([name, node]) => [`/project/${name}`, node]));
  const { items, problems } = findWanted("/project", memoryFiles(tree, ["/project"]));
  return { lines: items.map(({ runtime, wants, file }) => `${runtime} ${wants} (${file})`), problems };
}

Deno.test("version files: each says which version of which runtime a project wants", () => {
  const { lines, problems } = wanted({
    ".nvmrc": "lts/iron # comment\n",
    ".node-version": "v20.11.1\n",
    "package.json": '{"engines":{"node":">=18","bun":"1.x"},"volta":{"node":"20.1.0"}}',
    ".python-version": "3.12.1\n3.11\n\n",
    "pyproject.toml":
      '[project]\nname = "x"\nrequires-python = ">=3.10"\n[tool.poetry.dependencies]\npython = "^3.10"\n',
    "go.mod": "module example.org/x\n\ngo 1.22\n\ntoolchain go1.22.3\nrequire go 9\n",
    "go.work": "go 1.23\n\nuse ./x\n",
    "Pipfile": '[requires]\npython_version = "3.9"\n',
    "rust-toolchain": "nightly-2026-01-01\n",
    "Cargo.toml": '[package]\nname = "x"\nrust-version = "1.75"\n',
    ".ruby-version": "3.2.2\n",
    "Gemfile": "source 'https://rubygems.org'\n  ruby \"~> 3.2\"\n",
    ".java-version": "21\n",
    ".sdkmanrc": "# sdk env\njava=21.0.1-tem\n",
    ".dvmrc": "2.9.6",
    "composer.json": '{"require":{"php":"^8.1","ext-json":"*"}}',
  });
  assert.deepEqual(problems, []);
  assert.deepEqual(lines, [
    "node lts/iron (.nvmrc)",
    "node v20.11.1 (.node-version)",
    "node >=18 (package.json)",
    "node 20.1.0 (package.json)",
    "python 3.12.1 (.python-version)",
    "python 3.11 (.python-version)",
    "python >=3.10 (pyproject.toml)",
    "python ^3.10 (pyproject.toml)",
    "python 3.9 (Pipfile)",
    "go 1.22 (go.mod)",
    "go 1.22.3 (go.mod)",
    "go 1.23 (go.work)",
    "rust nightly-2026-01-01 (rust-toolchain)",
    "rust 1.75 (Cargo.toml)",
    "ruby 3.2.2 (.ruby-version)",
    "ruby ~> 3.2 (Gemfile)",
    "java 21 (.java-version)",
    "java 21.0.1-tem (.sdkmanrc)",
    "bun 1.x (package.json)",
    "deno 2.9.6 (.dvmrc)",
    "php ^8.1 (composer.json)",
  ]);
});

Deno.test("version files: those that ask for many tools, and both forms of rust-toolchain", () => {
  assert.deepEqual(
    wanted({
      ".tool-versions": "nodejs 20.1.0 18.0.0 # both\npython 3.12\nterraform 1.0\n",
      "mise.toml": '[tools]\ngo = "1.22"\nnode = ["22", "20"]\njava = { version = "temurin-21" }\n',
      "rust-toolchain": '[toolchain]\nchannel = "1.80"\n',
      "rust-toolchain.toml": '[toolchain]\nchannel = "stable"\ncomponents = ["clippy"]\n',
    }).lines,
    [
      "node 20.1.0 (.tool-versions)",
      "node 18.0.0 (.tool-versions)",
      "node 22 (mise.toml)",
      "node 20 (mise.toml)",
      "python 3.12 (.tool-versions)",
      "go 1.22 (mise.toml)",
      "rust stable (rust-toolchain.toml)",
      "rust 1.80 (rust-toolchain)",
      "java temurin-21 (mise.toml)",
    ],
  );
});

Deno.test("version files: a damaged one, and a link out of the folder, are told once; the others count", () => {
  const { lines, problems } = wanted({
    "package.json": "{",
    "mise.toml": "= 1",
    ".nvmrc": { link: "/etc/shadow" },
    ".ruby-version": "3.3\n",
  });
  assert.deepEqual(lines, ["ruby 3.3 (.ruby-version)"]);
  assert.deepEqual(problems.map(({ file }) => file).sort(), [".nvmrc", "mise.toml", "package.json"]);
  assert.ok(problems.every(({ message }) => message.startsWith("Cannot read ")));
});

Deno.test("version files: whatever a file holds, versions or a problem come of it, never a crash", () => {
  const names = [
    ...new Set(
      RUNTIMES.flatMap((runtime) => [...runtime.version_files, ...toolFiles(runtime)]).map(({ name }) =>
        name
      ),
    ),
  ];
  const json = fc.json();
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.oneof(fc.string({ unit: "binary" }), json),
      (name, text) => {
        const { lines, problems } = wanted({ [name]: text });
        assert.ok(problems.length <= 1);
        assert.ok(lines.every((line) => line.length < 300));
      },
    ),
    { numRuns: 500 },
  );
});
