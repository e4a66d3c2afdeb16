import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/mod.ts";
import { acquireLock, readHolder } from "../../../src/core/lock.ts";

const now = Date.UTC(2026, 10, 21, 10, 0, 0);

Deno.test("a lock names its holder to whoever comes second, and ends with its disposal", () => {
  const path = Deno.makeTempFileSync({ dir: "/tmp", prefix: "cortex-lock-" });
  try {
    const first = acquireLock(path, "the folder /x", now);
    assert.deepEqual(readHolder(path), { pid: Deno.pid, since: "2026-11-21T10:00:00.000Z" });
    assert.throws(() => acquireLock(path, "the folder /x", now), (error: unknown) => {
      assert(error instanceof CortexError);
      assert.equal(
        error.message,
        `Cannot use the folder /x: held by process ${Deno.pid}, since 2026-11-21T10:00:00.000Z; ` +
          "stop it first, or start with --instance NAME",
      );
      return true;
    });
    first[Symbol.dispose]();
    acquireLock(path, "the folder /x", now)[Symbol.dispose]();
  } finally {
    Deno.removeSync(path);
  }
});

Deno.test("a left-over lock file of a dead holder is no obstacle", () => {
  const path = Deno.makeTempFileSync({ dir: "/tmp", prefix: "cortex-lock-" });
  try {
    Deno.writeTextFileSync(
      path,
      '{"pid":1,"since":"2020-01-01T00:00:00.000Z"} and much more text than that\n',
    );
    acquireLock(path, "it", now)[Symbol.dispose]();
    assert.deepEqual(readHolder(path), { pid: Deno.pid, since: "2026-11-21T10:00:00.000Z" });
  } finally {
    Deno.removeSync(path);
  }
});

Deno.test("a lock whose file was removed, or replaced, is not in its place any more", () => {
  const path = Deno.makeTempFileSync({ dir: "/tmp", prefix: "cortex-lock-" });
  try {
    using first = acquireLock(path, "the folder /x", now);
    assert.equal(first.isInPlace(), true);
    Deno.removeSync(path);
    assert.equal(first.isInPlace(), false);
    using second = acquireLock(path, "the folder /x", now);
    assert.deepEqual([first.isInPlace(), second.isInPlace()], [false, true]);
  } finally {
    Deno.removeSync(path);
  }
});
