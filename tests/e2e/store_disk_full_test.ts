import assert from "node:assert/strict";
import { CortexError } from "../../src/contract/mod.ts";
import { systemClock } from "../../src/core/clock.ts";
import { type NewEvent, openStore } from "../../src/store/mod.ts";

/** A small file system of its own; undefined where this user may not mount. */
function mountSmall(): (Disposable & { readonly dir: string }) | undefined {
  if (Deno.uid() !== 0) return undefined;
  const dir = Deno.makeTempDirSync({ prefix: "cortex-full-" });
  const run = (command: string, ...args: string[]) =>
    new Deno.Command(command, { args, stdout: "null", stderr: "null" }).outputSync().success;
  const undo = () => Deno.removeSync(dir);
  if (!run("mount", "-t", "tmpfs", "-o", "size=1m", "cortex-test", dir)) {
    undo();
    return undefined;
  }
  return {
    dir,
    [Symbol.dispose]: () => {
      run("umount", "-l", dir);
      undo();
    },
  };
}

/** Takes all space that is left. */
function fill(path: string): void {
  using file = Deno.openSync(path, { write: true, create: true });
  try {
    for (;;) file.writeSync(new Uint8Array(4096));
  } catch {
    // Full.
  }
}

const event = (number: number): NewEvent => ({
  at: "2026-11-21T10:00:00.000Z",
  type: "test",
  severity: "info",
  subject: "",
  alert_id: null,
  data: { number, text: "x".repeat(8000) },
});

/** Whether this user may mount, found out by doing it. */
function canMount(): boolean {
  using mounted = mountSmall();
  return mounted !== undefined;
}

Deno.test({
  name: "a full disk: writes fail with STORE_FAILED, reads go on, and the same handle recovers",
  ignore: !canMount(),
  fn: () => {
    using mounted = mountSmall();
    const dir = `${mounted?.dir}/state`;
    const filler = `${mounted?.dir}/filler`;
    {
      using store = openStore({ dir, clock: systemClock, max_bytes: 268_435_456 });
      const kept = [...store.events.append([event(1)])];
      fill(filler);
      for (let number = 2; store.health().state === "ok" && number < 1000; number++) {
        try {
          kept.push(...store.events.append([event(number)]));
        } catch (error) {
          assert(error instanceof CortexError && error.code === "STORE_FAILED", String(error));
        }
      }
      assert.equal(store.health().state, "failing");
      assert.match(store.health().message ?? "", /full|disk/);
      assert.deepEqual(store.events.after(0, 1000), kept);

      Deno.removeSync(filler);
      kept.push(...store.events.append([event(1000)]));
      assert.equal(store.health().state, "ok");
      assert.deepEqual(store.events.after(0, 1000), kept);
    }
    fill(filler);
    {
      using store = openStore({ dir, clock: systemClock, max_bytes: 268_435_456 });
      assert.notEqual(store.health().state, "recovered", "never taken for damage");
      assert.equal(store.events.after(0, 1000).at(-1)?.data["number"], 1000);
    }
    Deno.removeSync(filler);
    using store = openStore({ dir, clock: systemClock, max_bytes: 268_435_456 });
    assert.equal(store.health().state, "ok");
    assert.equal(store.events.after(0, 1000).at(-1)?.data["number"], 1000);
  },
});
