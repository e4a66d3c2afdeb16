import { assertFine, assertReported } from "./_run.ts";

const PATH = "src/ipc/a.ts";
const DROPPED = /Cannot drop the promise of/;

Deno.test("no-floating-promise reports dropped calls of async functions of the same file", () => {
  assertReported(
    "no-floating-promise",
    PATH,
    DROPPED,
    "async function start() {} start();",
    "stop(); const stop = async () => {};",
    "const stop = async function () {}; function f() { stop(); }",
    "class A { async run() {} start() { this.run(); } }",
    "class A { run = async () => {}; start() { this.run(); } }",
    "class A { async #run() {} async run() {} start() { () => { this.run(); }; } }",
  );
});

Deno.test("no-floating-promise reports what certainly is a promise", () => {
  assertReported(
    "no-floating-promise",
    PATH,
    DROPPED,
    "load().then(use);",
    "load()?.then(use);",
    "load().then(use).finally(end);",
    "Deno.remove(path);",
    "Deno.writeTextFile(path, text);",
    "assert.rejects(load());",
  );
});

Deno.test("no-floating-promise leaves alone what is handled or unknown", () => {
  assertFine(
    "no-floating-promise",
    PATH,
    "async function start() {} await start();",
    "async function start() {} void start();",
    "async function start() {} const started = start();",
    "async function start() {} function f(start: () => void) { start(); }",
    "async function start() {} function f({ begin: start = g }) { start(); }",
    "async function start() {} const f = ([start]) => { start(); };",
    "function start() {} start();",
    "class A { run() {} start() { this.run(); } }",
    "class A { async run() {} } class B { start() { this.run(); } }",
    "load().then(use, fail);",
    "load().then(use).catch(fail);",
    "load().catch(fail).then(use);",
    "load()?.then(use)?.catch(fail);",
    "await load().then(use);",
    "Deno.removeSync(path);",
    "Deno.unrefTimer(timer);",
    "assert.throws(load);",
    "await assert.rejects(load());",
  );
});
