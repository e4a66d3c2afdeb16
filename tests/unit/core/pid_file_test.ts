import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/mod.ts";
import { takePidFile } from "../../../src/core/pid_file.ts";

Deno.test("a pid file holds the process id, refuses a second holder and is gone afterwards", () => {
  const path = `${Deno.makeTempDirSync({ dir: "/tmp", prefix: "cortex-pid-" })}/cortexd.pid`;
  Deno.writeTextFileSync(path, "999999999 left by a dead process\n");
  {
    using _held = takePidFile(path);
    assert.equal(Deno.readTextFileSync(path), `${Deno.pid}\n`);
    assert.throws(() => takePidFile(path), (error: unknown) => {
      assert(error instanceof CortexError);
      assert.equal(error.message.includes(`held by process ${Deno.pid};`), true);
      return true;
    });
  }
  assert.throws(() => Deno.statSync(path), Deno.errors.NotFound);
});

Deno.test("a pid file in a folder that is not there says what to do", () => {
  assert.throws(() => takePidFile("/tmp/no such folder/cortexd.pid"), /make its folder, or name another/);
});
