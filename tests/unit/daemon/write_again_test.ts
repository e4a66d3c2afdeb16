import assert from "node:assert/strict";
import type { StoreHealth } from "../../../src/contract/mod.ts";
import { tryOnce } from "../../../src/daemon/write_again.ts";

/** What is called, in turn, where the state folder can be locked or not and the store is in this state. */
function calls(can_lock: boolean, state: StoreHealth["state"]): string[] {
  const called: string[] = [];
  const flush = (name: string) => ({ flush: () => void called.push(name) });
  tryOnce({
    folders: { lockState: () => can_lock },
    store: {
      health: () => ({ state, message: null, bytes: 0, oldest_sample_at: null }),
      checkFile: () => void called.push("check"),
      reopen: () => void called.push("reopen"),
    },
    events: flush("events"),
    alerts: flush("alerts"),
    history: flush("history"),
  });
  return called;
}

Deno.test("what could not be written is tried again: all of it where the store fails, else what waits by itself", () => {
  assert.deepEqual(calls(true, "ok"), ["reopen", "check", "events"]);
  assert.deepEqual(calls(true, "failing"), ["reopen", "check", "alerts", "history", "events"]);
});

Deno.test("a folder that another daemon has locked is not written into", () => {
  assert.deepEqual(calls(false, "memory"), ["check", "events"]);
});
