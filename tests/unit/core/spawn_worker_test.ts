import assert from "node:assert/strict";
import { CortexError } from "../../../src/contract/mod.ts";
import { spawnWorker } from "../../../src/core/spawn_worker.ts";

Deno.test("a worker that would get more than the process has says which one, and what to do", () => {
  const url = new URL("../../../src/monitor/worker.ts", import.meta.url);
  assert.throws(() => spawnWorker(url, "monitor", { run: ["/bin/true"] }), (thrown) => {
    assert.ok(thrown instanceof CortexError);
    assert.equal(thrown.code, "PERMISSION_DENIED");
    assert.match(thrown.message, /Cannot start the worker "monitor".*deno task start/);
    return true;
  });
});
