import assert from "node:assert/strict";
import { VERSION } from "../../../src/contract/version.ts";
import { projectFiles, readProjectFile } from "./_files.ts";

const config = JSON.parse(readProjectFile("deno.json"));

Deno.test("the program and deno.json are of one version", () => {
  assert.equal(VERSION, config.version);
});

Deno.test("the documents a visitor looks for are there", () => {
  for (
    const [file, content] of Object.entries({
      "README.md": /npx -y deno@[\d.]+ task start[^]*npx -y deno@[\d.]+ task test/,
      "CHANGELOG.md": /^## /m,
      "SECURITY.md": /^## /m,
      "LICENSE": /^MIT License/,
    })
  ) assert.match(readProjectFile(file), content, file);
});

Deno.test("what the README links to is published with it", () => {
  const links = [...readProjectFile("README.md").matchAll(/\]\((?!https?:|#)([^)]+)\)/g)]
    .map(([, path = ""]) => path);
  assert.ok(links.length > 0);
  const published: string[] = config.publish.include;
  assert.deepEqual(links.filter((path) => !published.includes(path)), []);
});

Deno.test("the tests that hold what SECURITY.md claims exist", () => {
  const named = [...readProjectFile("SECURITY.md").matchAll(/`(tests\/[^`]+)`/g)].map(([, path = ""]) =>
    path
  );
  const files = projectFiles();
  const missing = named.filter((path) => !files.some((file) => file === path || file.startsWith(`${path}/`)));
  assert.ok(named.length > 20);
  assert.deepEqual(missing, []);
});

Deno.test("the tasks that the documentation names exist", () => {
  const tasks = ["start", "cortex", "dev", "test", "test:system", "ok", "bench", "golden", "doc"];
  assert.deepEqual(tasks.filter((task) => config.tasks[task] === undefined), []);
});

Deno.test("only tasks that measure or change the system have every permission", () => {
  const all = Object.entries<string>(config.tasks).filter(([, command]) =>
    /\s(--allow-all|-A)\b/.test(command)
  );
  assert.deepEqual(all.map(([task]) => task).sort(), ["bench", "test:system"]);
});

Deno.test("the linter refuses any, !, and packages that deno.json does not name", () => {
  const { tags, include } = config.lint.rules;
  assert.ok(tags.includes("recommended"), "no-explicit-any is one of the recommended rules");
  for (const rule of ["no-non-null-assertion", "no-import-prefix"]) assert.ok(include.includes(rule), rule);
  assert.deepEqual(config.lint.plugins, ["./tests/lint/plugin.ts"]);
});

Deno.test("the lock file names packages by version and digest, never by host", () => {
  assert.doesNotMatch(readProjectFile("deno.lock"), /:\/\/|\bregistry\b/);
});

Deno.test("no file speaks of the machine or the work it was made with", () => {
  // Written as patterns that do not match themselves, so that this file may be searched too.
  const foreign = [
    /(^|[^\w.-])\/wor[k]\//m,
    /\/opt\/den[o]\b/,
    /registry\.npm[j]s\.org|\bdeb\.debia[n]\.org/,
    /\bissues? #?\d/i,
  ];
  for (const path of projectFiles()) {
    const text = readProjectFile(path);
    assert.deepEqual(foreign.filter((pattern) => pattern.test(text)).map(String), [], path);
  }
});
